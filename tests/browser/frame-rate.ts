/**
 * A script that makes a page draw at most so many frames per second, because a machine without a graphics card draws every
 * frame on its processor. It must run before the page's own scripts.
 */
export const limitFrameRate = (perSecond: number): string => `(${limit.toString()})(${1000 / perSecond})`;

/** Runs in the page. */
function limit(spanMs: number): void {
  /** A frame of the browser may come a little early. */
  const LEEWAY_MS = 4;
  const nextFrame = requestAnimationFrame.bind(window);
  const asked = new Map<number, FrameRequestCallback>();
  let waiting: number[] = [];
  let handles = 0;
  let drawnAt = -Infinity;
  const draw = (handle: number) => (now: number) => {
    drawnAt = now;
    const callback = asked.get(handle);
    asked.delete(handle);
    callback?.(now);
  };
  const release = (): void => {
    for (const handle of waiting) nextFrame(draw(handle));
    waiting = [];
  };
  window.requestAnimationFrame = (callback) => {
    // A timer, because the browser composes the page for every request of a frame.
    if (waiting.length === 0) setTimeout(release, Math.max(0, drawnAt + spanMs - LEEWAY_MS - performance.now()));
    waiting.push(++handles);
    asked.set(handles, callback);
    return handles;
  };
  window.cancelAnimationFrame = (handle) => void asked.delete(handle);
}
