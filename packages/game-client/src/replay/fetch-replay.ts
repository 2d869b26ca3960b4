import { MAX_FILE_BYTES } from "@fray/shared-state/replay/limits";

import { downloadReplay, TOO_LARGE, type Fetching } from "../connection/download-replay.ts";

const UNREADABLE = "This file could not be read.";

/** A replay on the server, or a file of the visitor. */
export type ReplaySource = { readonly id: string; readonly second: number } | { readonly file: File };

/** Returns the bytes of a replay, as soon as its round is over. Rejects with a sentence for the visitor. */
export const fetchReplay = (source: ReplaySource, fetching: Fetching): Promise<Uint8Array> =>
  "file" in source ? readFile(source.file) : downloadReplay(source.id, fetching);

async function readFile(file: File): Promise<Uint8Array> {
  if (file.size > MAX_FILE_BYTES) throw new Error(TOO_LARGE);
  const bytes = await file.arrayBuffer().catch((cause: unknown) => {
    throw new Error(UNREADABLE, { cause });
  });
  return new Uint8Array(bytes);
}
