import { wait, type Runtime } from "@fray/netcode/core";

/** Long work that yields wherever the page may do something else first. */
export type Pieces<Result = void> = Generator<undefined, Result>;

/** Time after which the page gets its turn. Input and messages wait for this and one piece, which takes a few ms. */
const TURN_MS = 10;

/**
 * Does long work in short tasks, so that the page answers in between, and resolves with its result. When `signal` is
 * aborted, the work is left undone and the promise rejects with the signal's reason. A page that nobody sees does the
 * rest at once, because a browser lets it run only once a second.
 */
export async function workInPieces<Result>(
  runtime: Runtime,
  work: Pieces<Result>,
  { signal, isSeen }: { readonly signal: AbortSignal; readonly isSeen: () => boolean },
): Promise<Result> {
  for (;;) {
    signal.throwIfAborted();
    const begun = runtime.now();
    do {
      const { done, value } = work.next();
      if (done) return value;
    } while (!isSeen() || runtime.now() - begun < TURN_MS);
    await wait(runtime, 0);
  }
}
