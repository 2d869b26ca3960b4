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
    const part = await fetchPart(`${start.address}/fragments/${number}`, runtime, signal);
    if (signal.aborted) return;
    if (!part) break;
    // A round that falls behind its time is followed at its own pace. After an outage, what was missed comes at once.
    if (number >= start.next) dueAt = (part.wasEarly ? runtime.now() : dueAt) + start.fragmentSeconds * 1000;
    onFragment(part.bytes);
  }
  onEnd();
}

interface Part {
  readonly bytes: Uint8Array;
  /** Whether it was asked for before it was published. */
  readonly wasEarly: boolean;
}

/** Returns a part as soon as it is there; undefined when it never comes. */
async function fetchPart(address: string, runtime: Runtime, signal: AbortSignal): Promise<Part | undefined> {
  let wasEarly = false;
  for (let left = MOST_TRIES; left > 0 && !signal.aborted; left--) {
    const answer = await fetch(address, { signal }).catch(() => undefined);
    if (answer?.status === GONE) return undefined;
    const bytes = answer?.ok ? await answer.arrayBuffer().catch(() => undefined) : undefined;
    if (bytes) return { bytes: new Uint8Array(bytes), wasEarly };
    wasEarly = answer?.status === TOO_EARLY;
    await wait(runtime, AGAIN_MS);
  }
  return undefined;
}

const GONE = 404;
const TOO_EARLY = 409;
