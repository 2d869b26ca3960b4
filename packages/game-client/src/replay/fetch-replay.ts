import { wait, type Runtime } from "@fray/netcode/core";
import { MAX_FILE_BYTES } from "@fray/shared-state/replay/limits";

import { AGAIN_MS, downloadIfOver, noAnswer, TOO_LARGE } from "../connection/download-replay.ts";
import { findLive, type LiveStart } from "./live/find-live.ts";

const STILL_PLAYED = "This round is still being played. It opens here as soon as there is something to see.";
const UNREADABLE = "This file could not be read.";

/** A replay on the server, or a file of the visitor. */
export type ReplaySource = { readonly id: string; readonly second: number | undefined } | { readonly file: File };

/** The bytes of a replay, or a round that is being played. */
export type Fetched = { readonly bytes: Uint8Array } | { readonly live: LiveStart };

interface Fetching {
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  /** Called with a sentence for the visitor when it takes longer. */
  readonly onWait: (message: string) => void;
  /** Called with the first bytes of a replay, while the rest still arrives. */
  readonly onBegin: (beginning: Uint8Array) => void;
}

/** Fetches a replay, as soon as something of its round may be seen. Rejects with a sentence for the visitor. */
export const fetchReplay = (source: ReplaySource, fetching: Fetching): Promise<Fetched> =>
  "file" in source ? readFile(source.file) : download(source, fetching);

async function readFile(file: File): Promise<Fetched> {
  if (file.size > MAX_FILE_BYTES) throw new Error(TOO_LARGE);
  const bytes = await file.arrayBuffer().catch((cause: unknown) => {
    throw new Error(UNREADABLE, { cause });
  });
  return { bytes: new Uint8Array(bytes) };
}

async function download(
  { id, second }: { readonly id: string; readonly second: number | undefined },
  { runtime, signal, onWait, onBegin }: Fetching,
): Promise<Fetched> {
  for (;;) {
    const bytes = await downloadIfOver(id, { signal, onBegin });
    if (bytes) return { bytes };
    const live = await findLive(id, second, signal).catch(noAnswer);
    if (live) return { live };
    onWait(STILL_PLAYED);
    await wait(runtime, AGAIN_MS);
    signal.throwIfAborted();
  }
}
