import type { Browser, Page } from "playwright-core";

/** An event of Chromium's trace. Times are in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Processor time of the thread. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Events with which scripts begin. A task without any of them is work of the browser's own. */
const SCRIPTS = new Set([
  "FunctionCall",
  "EvaluateScript",
  "v8.callFunction",
  "RunMicrotasks",
  "BlinkScheduler_PerformMicrotaskCheckpoint",
  "FireAnimationFrame",
]);

/**
 * Runs `act` and returns the processor time of each task of the page's main thread that ran a script, in ms. The time
 * in which a busy machine ran other programs does not count.
 */
export async function traceTasks(browser: Browser, page: Page, act: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, {
    categories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline", "v8"],
  });
  await act();
  const trace = await browser.stopTracing();
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const isMain = new Set(
    traceEvents
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const own = traceEvents.filter(({ pid, tid }) => isMain.has(`${pid} ${tid}`));
  const scripts = own.filter(({ name }) => SCRIPTS.has(name)).toSorted((a, b) => a.ts - b.ts);
  const tasks = own
    .filter(({ name, tdur }) => name === "RunTask" && tdur !== undefined)
    .toSorted((a, b) => a.ts - b.ts);
  const times: number[] = [];
  let next = 0;
  // Tasks of one thread follow one another, so one pass finds the scripts of each.
  for (const { ts, dur = 0, tdur = 0 } of tasks) {
    while ((scripts[next]?.ts ?? Infinity) < ts) next++;
    if ((scripts[next]?.ts ?? Infinity) <= ts + dur) times.push(tdur / 1000);
  }
  return times;
}
