const { Uint8Array: Native } = globalThis;

/** Bytes of the arrays that were made with a given length. */
export interface Allocations {
  readonly largest: number;
  readonly sum: number;
}

/** Runs `work` and returns the bytes that it allocated by their number. It does not depend on when memory is freed. */
export function allocationsOf(work: () => void): Allocations {
  let largest = 0;
  let sum = 0;
  globalThis.Uint8Array = new Proxy(Native, {
    construct(target, [first, ...rest]: unknown[], newTarget) {
      if (typeof first === "number") {
        largest = Math.max(largest, first);
        sum += first;
      }
      return Reflect.construct(target, [first, ...rest], newTarget) as object;
    },
  });
  try {
    work();
  } finally {
    globalThis.Uint8Array = Native;
  }
  return { largest, sum };
}
