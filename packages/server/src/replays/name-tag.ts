import { TAG_BYTES } from "@fray/shared-state/replay/name-record";
import { createHmac } from "node:crypto";

/**
 * Returns the tag of a person's name in a replay. It is another in each replay, and nobody without the server's secret
 * can compute it.
 */
export const nameTagOf = (secret: Buffer, replayId: string, playerId: string): Uint8Array =>
  createHmac("sha256", secret).update(`replay:${replayId}:${playerId}`).digest().subarray(0, TAG_BYTES);
