import { normalizeText, type TextLimit } from "./text.ts";

export const NAME_LIMIT: TextLimit = { graphemes: 16, columns: 32, length: 48 };

export const DEFAULT_NAME = "Player";

/**
 * Normalizes a name to the form that every player sees, at most 16 graphemes and 32 columns. An empty result becomes
 * "Player".
 */
export const normalizePlayerName = (name: string): string => normalizeText(name, NAME_LIMIT) || DEFAULT_NAME;
