import { normalizeText } from "./text.ts";

export const MAX_NAME_GRAPHEMES = 16;
const MAX_LENGTH = 48;

export const DEFAULT_NAME = "Player";

/** A name as everybody will see it, at most 16 graphemes. What is left of nothing is "Player". */
export const normalizePlayerName = (name: string): string =>
  normalizeText(name, MAX_NAME_GRAPHEMES, MAX_LENGTH) || DEFAULT_NAME;
