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
const SCRIPTS = new Set(["FunctionCall", "EvaluateScript", "v8.callFunction", "RunMicrotasks", "FireAnimationFrame"]);

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
  const scripts = own.filter(({ name }) => SCRIPTS.has(name));
  const tasks = own.filter(({ name, tdur }) => name === "RunTask" && tdur !== undefined);
  return tasks
    .filter(({ pid, ts, dur = 0 }) => scripts.some((at) => at.pid === pid && at.ts >= ts && at.ts <= ts + dur))
    .map(({ tdur = 0 }) => tdur / 1000);
}
