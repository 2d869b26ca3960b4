import { normalizeText, type TextLimit } from "./text.ts";

export const ROOM_NAME_LIMIT: TextLimit = { graphemes: 24, columns: 48, length: 72 };

/** The name of a room as everybody will see it, at most 24 graphemes and 48 columns. May leave nothing. */
export const normalizeRoomName = (name: string): string => normalizeText(name, ROOM_NAME_LIMIT);
