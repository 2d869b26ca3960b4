interface KnownOptions {
  readonly [flag: string]: { readonly type: "string" | "boolean"; readonly short?: string };
}

/**
 * Joins each option of a command line with its value if that begins with a dash, as ids of rooms and secrets may: Node's
 * `parseArgs` takes such a value only in `--room=-abc`. The name of an option is never taken for a value.
 */
export function joinDashedValues(args: readonly string[], options: KnownOptions): string[] {
  const shorts = new Set(Object.values(options).flatMap(({ short }) => (short === undefined ? [] : [`-${short}`])));
  const isOption = (arg: string): boolean =>
    shorts.has(arg) || Object.hasOwn(options, /^--([^=]+)/.exec(arg)?.[1] ?? "");
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1) ?? "";
    const wantsValue = before.startsWith("--") && options[before.slice(2)]?.type === "string";
    if (wantsValue && arg.startsWith("-") && !isOption(arg)) joined.push(`${joined.pop()}=${arg}`);
    else joined.push(arg);
  }
  return joined;
}
