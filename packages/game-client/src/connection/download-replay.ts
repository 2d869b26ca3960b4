import { wait, type Runtime } from "@fray/netcode/core";
import { MAX_FILE_BYTES } from "@fray/shared-state/replay/limits";

import { pageEndpoint } from "./page-endpoint.ts";

const GONE = "This replay is gone. A server keeps the newest replays and deletes the oldest.";
const STILL_PLAYED = "This round is still being played. It opens here when it is over.";
const NO_ANSWER = "The replay could not be fetched. Check your connection and try again.";
export const TOO_LARGE = "This file is too large to be a replay.";

const NOT_FOUND = 404;
const STILL_PLAYED_CODE = 409;
const AGAIN_MS = 2000;

export interface Fetching {
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  /** Called with a sentence for the visitor when it takes longer. */
  readonly onWait: (message: string) => void;
  /** Only a part of the replay: from one tick to another. */
  readonly ticks?: { readonly from: number; readonly to: number };
}

/** Returns the bytes of a replay, as soon as its round is over. Rejects with a sentence for the visitor. */
export async function downloadReplay(
  id: string,
  { runtime, signal, onWait, ticks }: Fetching,
): Promise<Uint8Array<ArrayBuffer>> {
  const address = new URL(`api/replays/${encodeURIComponent(id)}`, pageEndpoint());
  if (ticks) address.search = `?from=${ticks.from}&to=${ticks.to}`;
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
