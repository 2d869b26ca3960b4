declare global {
  interface Window {
    /** The longest time in ms in which the page could not do anything, since it was asked to watch. */
    longestStallMs?: number;
  }
}

/** Runs in the page: watches for stalls from now on. */
export function watchStalls(): void {
  const isWatching = window.longestStallMs !== undefined;
  window.longestStallMs = 0;
  if (isWatching) return;
  const watch = (): (() => void) => {
    let last = performance.now();
    return () => {
      const now = performance.now();
      window.longestStallMs = Math.max(window.longestStallMs ?? 0, now - last);
      last = now;
    };
  };
  setInterval(watch(), 16);
  const onFrame = watch();
  const nextFrame = (): void => {
    onFrame();
    requestAnimationFrame(nextFrame);
  };
  requestAnimationFrame(nextFrame);
}
