import { normalizeText, type TextLimit } from "./text.ts";

export const ROOM_NAME_LIMIT: TextLimit = { graphemes: 24, columns: 48, length: 72 };

/**
 * Normalizes the name of a room to the form that every player sees, at most 24 graphemes and 48 columns. The result
 * may be empty.
 */
export const normalizeRoomName = (name: string): string => normalizeText(name, ROOM_NAME_LIMIT);
