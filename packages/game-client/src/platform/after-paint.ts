import type { Runtime } from "@fray/netcode/core";

/** Resolves in a task of its own after the page has drawn its next frame. A hidden page draws none until it is shown. */
export const afterPaint = (runtime: Runtime): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => runtime.setTimeout(resolve, 0)));
