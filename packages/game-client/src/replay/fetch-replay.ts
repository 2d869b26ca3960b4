import { wait, type Runtime } from "@fray/netcode/core";
import { MAX_FILE_BYTES } from "@fray/shared-state/replay/limits";

import { pageEndpoint } from "../connection/page-endpoint.ts";
import { findLive, type LiveStart } from "./live/find-live.ts";

const GONE = "This replay is gone. A server keeps the newest replays and deletes the oldest.";
const STILL_PLAYED = "This round is still being played. It opens here as soon as there is something to see.";
const NO_ANSWER = "The replay could not be fetched. Check your connection and try again.";
const TOO_LARGE = "This file is too large to be a replay.";
const UNREADABLE = "This file could not be read.";

const NOT_FOUND = 404;
const STILL_PLAYED_CODE = 409;
const AGAIN_MS = 2000;

/** A replay on the server, or a file of the visitor. */
export type ReplaySource = { readonly id: string; readonly second: number | undefined } | { readonly file: File };

/** The bytes of a replay, or a round that is being played. */
export type Fetched = { readonly bytes: Uint8Array } | { readonly live: LiveStart };

interface Fetching {
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  /** Called with a sentence for the visitor when it takes longer. */
  readonly onWait: (message: string) => void;
}

/** Fetches a replay, as soon as something of its round may be seen. Rejects with a sentence for the visitor. */
export const fetchReplay = (source: ReplaySource, fetching: Fetching): Promise<Fetched> =>
  "file" in source ? readFile(source.file) : download(source, fetching);

/** Returns the bytes of a replay that the server has; undefined while its round is being played. */
export async function downloadReplay(id: string, signal?: AbortSignal): Promise<Uint8Array | undefined> {
  const address = new URL(`api/replays/${encodeURIComponent(id)}`, pageEndpoint());
  const answer = await fetch(address, signal ? { signal } : {}).catch(noAnswer);
  if (answer.status === NOT_FOUND) throw new Error(GONE);
  if (answer.status === STILL_PLAYED_CODE) return undefined;
  if (!answer.ok) throw new Error(NO_ANSWER);
  if (Number(answer.headers.get("Content-Length") ?? 0) > MAX_FILE_BYTES) throw new Error(TOO_LARGE);
  return new Uint8Array(await answer.arrayBuffer().catch(noAnswer));
}

async function readFile(file: File): Promise<Fetched> {
  if (file.size > MAX_FILE_BYTES) throw new Error(TOO_LARGE);
  const bytes = await file.arrayBuffer().catch((cause: unknown) => {
    throw new Error(UNREADABLE, { cause });
  });
  return { bytes: new Uint8Array(bytes) };
}

async function download(
  { id, second }: { readonly id: string; readonly second: number | undefined },
  { runtime, signal, onWait }: Fetching,
): Promise<Fetched> {
  for (;;) {
    const bytes = await downloadReplay(id, signal);
    if (bytes) return { bytes };
    const live = await findLive(id, second, signal).catch(noAnswer);
    if (live) return { live };
    onWait(STILL_PLAYED);
    await wait(runtime, AGAIN_MS);
    signal.throwIfAborted();
  }
}

function noAnswer(cause: unknown): never {
  throw new Error(NO_ANSWER, { cause });
}
