import { normalizeText } from "./text.ts";

export const MAX_ROOM_NAME_GRAPHEMES = 24;
const MAX_LENGTH = 72;

/** The name of a room as everybody will see it, at most 24 graphemes. May leave nothing. */
export const normalizeRoomName = (name: string): string => normalizeText(name, MAX_ROOM_NAME_GRAPHEMES, MAX_LENGTH);
