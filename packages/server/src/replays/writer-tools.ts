import type { WriterTools } from "@fray/shared-state/replay/file-writer";
import { createHash } from "node:crypto";
import { constants, deflateRawSync } from "node:zlib";

import type { SigningKey } from "./signing-key.ts";

/** Deflate looks back at most this far. */
const WINDOW_BYTES = 32 * 1024;
/**
 * Blocks of 2048 symbols, each with codes of its own, suit the planes of a segment: 3 % less than with the default.
 */
const DEFLATE = { level: 9, memLevel: 5, strategy: constants.Z_FILTERED };

/** Returns what the writer of a replay needs. */
export const writerTools = (key: Pick<SigningKey, "sign"> | undefined): WriterTools => ({
  deflate: (bytes, dictionary) =>
    deflateRawSync(bytes, { ...DEFLATE, ...(dictionary && { dictionary: dictionary.subarray(-WINDOW_BYTES) }) }),
  sha256: (bytes) => createHash("sha256").update(bytes).digest(),
  sign: key && ((message) => key.sign(message)),
});
