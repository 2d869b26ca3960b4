import type { Runtime, Timer } from "../../core/runtime.ts";

/** Waits for `promise`, but at most `limitMs`. The caller has to check whether it settled in time. */
export async function withinLimit(runtime: Runtime, promise: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: Timer | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = runtime.setTimeout(resolve, limitMs);
  });
  await Promise.race([promise, limit]);
  timer?.cancel();
}
