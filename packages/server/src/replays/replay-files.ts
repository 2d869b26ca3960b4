import { CHUNK, encodeChunk, ENVELOPE_BYTES, readChunks } from "@fray/shared-state/replay/chunks";
import { decodeLook, encodeLook, withoutDeeds } from "@fray/shared-state/replay/look-record";
import { decodeName, encodeName, withoutName } from "@fray/shared-state/replay/name-record";
import { join } from "node:path";

import type { Disk, Platform } from "../storage/disk.ts";
import { writeWhole } from "../storage/write-whole.ts";

const SUFFIX = ".fray";
/** Ids of replays are UUIDs, so no id leads out of the folder. */
const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
export const REPLAY_FILE_MODE = 0o600;
const END = encodeChunk(CHUNK.end);

export const isReplayId = (id: string): boolean => ID.test(id);

export const replayPath = (folder: string, id: string): string => join(folder, `${id}${SUFFIX}`);

/** Returns the ids of all replays in a folder, oldest first: an id begins with its time. Throws Node's errors. */
export const idsIn = (folder: string, disk: Disk): string[] =>
  disk
    .list(folder)
    .flatMap((name) => (name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : []))
    .filter(isReplayId)
    .toSorted();

/** Whether a recording has been ended. */
export const isEnded = (file: Buffer): boolean => file.subarray(-END.length).equals(END);

/**
 * Deletes the names that have a tag (in hex) from a replay that is ended. What is signed does not change. Returns
 * whether it had one.
 */
export function forgetNames(path: string, tag: string, platform: Platform): boolean {
  const file = platform.disk.read(path);
  const without = isEnded(file) ? withoutNames(file, tag) : undefined;
  if (without) writeWhole(path, without, platform, { mode: REPLAY_FILE_MODE });
  return without !== undefined;
}

/** Returns a replay without the names that have a tag, and without the deeds of these people; undefined if it has none. */
function withoutNames(file: Uint8Array, tag: string): Uint8Array | undefined {
  let isChanged = false;
  const forgotten = new Set<number>();
  const parts = readChunks(file, ENVELOPE_BYTES).chunks.map(({ type, data }) => {
    // What a member looks like comes after the name.
    const look = type === CHUNK.look ? decodeLook(data) : undefined;
    if (look && forgotten.has(look.ordinal)) return encodeChunk(type, encodeLook(withoutDeeds(look)));
    const record = type === CHUNK.name ? decodeName(data) : undefined;
    if (!record || Buffer.from(record.tag).toString("hex") !== tag) return encodeChunk(type, data);
    isChanged = true;
    forgotten.add(record.ordinal);
    return encodeChunk(CHUNK.name, encodeName(withoutName(record)));
  });
  return isChanged ? Buffer.concat([file.subarray(0, ENVELOPE_BYTES), ...parts]) : undefined;
}
