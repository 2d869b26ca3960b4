import { wait, type Runtime } from "@fray/netcode/core";

import type { LiveStart } from "./find-live.ts";

/** How long a fragment that is not there yet, or that did not come, is waited for before it is asked for again. */
const AGAIN_MS = 700;
/** Viewers ask within this time after a fragment is published, and not all at once. */
const SPREAD_MS = 400;
/** Without an answer for this long the round can't be followed. */
const MOST_TRIES = 60;

interface Following {
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  /** Called with one fragment after another. */
  readonly onFragment: (bytes: Uint8Array) => void;
  /** Called when no fragment follows. */
  readonly onEnd: () => void;
}

/** Fetches the fragments of a round in their order, each as soon as it is published, until the signal is aborted. */
export async function followLive(start: LiveStart, { runtime, signal, onFragment, onEnd }: Following): Promise<void> {
  const spread = runtime.random() * SPREAD_MS;
  let dueAt = runtime.now() + start.nextInMs + spread;
  for (let number = start.first; !signal.aborted; number++) {
    if (number >= start.next) await wait(runtime, Math.max(0, dueAt - runtime.now()));
    const bytes = await fetchPart(`${start.address}/fragments/${number}`, runtime, signal);
    if (signal.aborted) return;
    if (!bytes) break;
    if (number >= start.next) dueAt = Math.max(dueAt, runtime.now() - AGAIN_MS) + start.fragmentSeconds * 1000;
    onFragment(bytes);
  }
  onEnd();
}

/** Returns a part as soon as it is there; undefined when it never comes. */
async function fetchPart(address: string, runtime: Runtime, signal: AbortSignal): Promise<Uint8Array | undefined> {
  for (let left = MOST_TRIES; left > 0 && !signal.aborted; left--) {
    const answer = await fetch(address, { signal }).catch(() => undefined);
    if (answer?.status === GONE) return undefined;
    const bytes = answer?.ok ? await answer.arrayBuffer().catch(() => undefined) : undefined;
    if (bytes) return new Uint8Array(bytes);
    await wait(runtime, AGAIN_MS);
  }
  return undefined;
}

const GONE = 404;
