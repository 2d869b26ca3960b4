type Method = (...args: never[]) => unknown;

/** Puts `wrap(original)` in place of a method of a prototype. */
export function replaceMethod<Target extends object, Name extends keyof Target>(
  target: Target,
  name: Name,
  wrap: (original: Extract<Target[Name], Method>) => Target[Name],
): void {
  const original = target[name] as Extract<Target[Name], Method>;
  Object.defineProperty(target, name, { configurable: true, writable: true, value: wrap(original) });
}
