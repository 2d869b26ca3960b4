import { wait, type Runtime } from "@fray/netcode/core";
import { MAX_FILE_BYTES } from "@fray/shared-state/replay/limits";

import { pageEndpoint } from "./page-endpoint.ts";

const GONE = "This replay is gone. A server keeps the newest replays and deletes the oldest.";
const NO_ANSWER = "The replay could not be fetched. Check your connection and try again.";
export const TOO_LARGE = "This file is too large to be a replay.";

const NOT_FOUND = 404;
const STILL_PLAYED_CODE = 409;
/** Interval between two questions whether a round is over. */
export const AGAIN_MS = 2000;

interface Part {
  readonly signal?: AbortSignal;
  /** Only a part of the replay: from one tick to another. */
  readonly ticks?: { readonly from: number; readonly to: number };
  /** Called with the first bytes, while the rest still arrives. */
  readonly onBegin?: (beginning: Uint8Array) => void;
}

/**
 * Returns the bytes of a replay; undefined while its round is being played. Rejects with a sentence for the visitor.
 */
export async function downloadIfOver(
  id: string,
  { signal, ticks, onBegin }: Part = {},
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const address = new URL(`api/replays/${encodeURIComponent(id)}`, pageEndpoint());
  if (ticks) address.search = `?from=${ticks.from}&to=${ticks.to}`;
  const answer = await fetch(address, signal ? { signal } : {}).catch(noAnswer);
  if (answer.status === NOT_FOUND) throw new Error(GONE);
  if (answer.status === STILL_PLAYED_CODE) return undefined;
  if (!answer.ok) throw new Error(NO_ANSWER);
  if (Number(answer.headers.get("Content-Length") ?? 0) > MAX_FILE_BYTES) throw new Error(TOO_LARGE);
  return bytesOf(answer, onBegin).catch(noAnswer);
}

async function bytesOf(answer: Response, onBegin: Part["onBegin"]): Promise<Uint8Array<ArrayBuffer>> {
  if (!onBegin || !answer.body) return new Uint8Array(await answer.arrayBuffer());
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reader = answer.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (parts.length === 0) onBegin(part.value);
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

export interface Fetching extends Part {
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  /** Called when the round is still being played. */
  readonly onWait: () => void;
}

/** Returns the bytes of a replay, as soon as its round is over. Rejects with a sentence for the visitor. */
export async function downloadReplay(
  id: string,
  { runtime, signal, onWait, ...part }: Fetching,
): Promise<Uint8Array<ArrayBuffer>> {
  for (;;) {
    const bytes = await downloadIfOver(id, { signal, ...part });
    if (bytes) return bytes;
    onWait();
    await wait(runtime, AGAIN_MS);
    signal.throwIfAborted();
  }
}

export function noAnswer(cause: unknown): never {
  throw new Error(NO_ANSWER, { cause });
}
