import { wait, type Runtime } from "@fray/netcode/core";
import { MAX_FILE_BYTES } from "@fray/shared-state/replay/limits";

import { pageEndpoint } from "../connection/page-endpoint.ts";

const GONE = "This replay is gone. A server keeps the newest replays and deletes the oldest.";
const STILL_PLAYED = "This round is still being played. It opens here when it is over.";
const NO_ANSWER = "The replay could not be fetched. Check your connection and try again.";
const TOO_LARGE = "This file is too large to be a replay.";
const UNREADABLE = "This file could not be read.";

const NOT_FOUND = 404;
const STILL_PLAYED_CODE = 409;
const AGAIN_MS = 2000;

/** A replay on the server, or a file of the visitor. */
export type ReplaySource = { readonly id: string; readonly second: number } | { readonly file: File };

interface Fetching {
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  /** Called with a sentence for the visitor when it takes longer. */
  readonly onWait: (message: string) => void;
}

/** Returns the bytes of a replay, as soon as its round is over. Rejects with a sentence for the visitor. */
export const fetchReplay = (source: ReplaySource, fetching: Fetching): Promise<Uint8Array> =>
  "file" in source ? readFile(source.file) : download(source.id, fetching);

async function readFile(file: File): Promise<Uint8Array> {
  if (file.size > MAX_FILE_BYTES) throw new Error(TOO_LARGE);
  const bytes = await file.arrayBuffer().catch((cause: unknown) => {
    throw new Error(UNREADABLE, { cause });
  });
  return new Uint8Array(bytes);
}

async function download(id: string, { runtime, signal, onWait }: Fetching): Promise<Uint8Array> {
  const address = new URL(`api/replays/${encodeURIComponent(id)}`, pageEndpoint());
  for (;;) {
    const answer = await fetch(address, { signal }).catch(noAnswer);
    if (answer.status === NOT_FOUND) throw new Error(GONE);
    if (answer.status === STILL_PLAYED_CODE) {
      onWait(STILL_PLAYED);
      await wait(runtime, AGAIN_MS);
      signal.throwIfAborted();
      continue;
    }
    if (!answer.ok) throw new Error(NO_ANSWER);
    if (Number(answer.headers.get("Content-Length") ?? 0) > MAX_FILE_BYTES) throw new Error(TOO_LARGE);
    return new Uint8Array(await answer.arrayBuffer().catch(noAnswer));
  }
}

function noAnswer(cause: unknown): never {
  throw new Error(NO_ANSWER, { cause });
}
