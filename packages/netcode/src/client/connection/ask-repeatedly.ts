import type { Runtime } from "../../core/runtime.ts";
import { pause, whenAborted } from "../pace/pause.ts";

const ASK_EVERY_MS = 500;
const ANSWER_LIMIT_MS = 3000;

/**
 * Asks twice a second until there is an answer, and returns it. Returns undefined when `stop` is aborted first. `ask`
 * returns undefined for "ask again", and may reject. It is called again while earlier calls still wait: a load balancer
 * may pass one of them to a dead machine, and the next to a living one.
 */
export async function askRepeatedly<Answer>(
  runtime: Runtime,
  ask: (signal: AbortSignal) => Promise<Answer | undefined>,
  stop: AbortSignal,
): Promise<Answer | undefined> {
  const over = new AbortController();
  const end = (): void => over.abort();
  stop.addEventListener("abort", end);
  if (stop.aborted) end();
  let answer: Answer | undefined;
  while (!over.signal.aborted) {
    void askOnce(runtime, ask, over.signal).then((found) => {
      if (found === undefined) return;
      answer ??= found;
      end();
    });
    await pause(runtime, ASK_EVERY_MS, over.signal);
  }
  stop.removeEventListener("abort", end);
  return stop.aborted ? undefined : answer;
}

/** Asks once, and returns undefined when there is no answer in time, when it fails, or when `over` is aborted first. */
export async function askOnce<Answer>(
  runtime: Runtime,
  ask: (signal: AbortSignal) => Promise<Answer | undefined>,
  over: AbortSignal = new AbortController().signal,
): Promise<Answer | undefined> {
  const attempt = new AbortController();
  const end = (): void => attempt.abort();
  const limit = runtime.setTimeout(end, ANSWER_LIMIT_MS, { background: true });
  over.addEventListener("abort", end);
  try {
    return await Promise.race([ask(attempt.signal), whenAborted(attempt.signal).then(() => undefined)]);
  } catch {
    return undefined;
  } finally {
    limit.cancel();
    over.removeEventListener("abort", end);
  }
}
