/**
 * Returns the fewest parts that still fail, by delta debugging: halves, then quarters and so on are left out as long as
 * the rest fails. `fails` runs the parts.
 */
export async function shrink(
  parts: readonly string[],
  fails: (parts: readonly string[]) => Promise<boolean>,
): Promise<readonly string[]> {
  let rest = parts;
  let chunks = 2;
  while (rest.length > 1) {
    const size = Math.ceil(rest.length / chunks);
    let smaller: readonly string[] | undefined;
    for (let from = 0; from < rest.length && !smaller; from += size) {
      const without = [...rest.slice(0, from), ...rest.slice(from + size)];
      if (without.length > 0 && (await fails(without))) smaller = without;
    }
    if (smaller) {
      rest = smaller;
      chunks = Math.max(2, chunks - 1);
    } else if (size === 1) break;
    else chunks = Math.min(rest.length, chunks * 2);
  }
  return rest;
}
