/** Adds each number of `more` to the one of the same name. */
export function addNumbers<Key extends string>(sum: Record<Key, number>, more: Readonly<Record<Key, number>>): void {
  for (const key in sum) sum[key] += more[key];
}

/** Adds each count of `more` to the count in `sum` with the same key. */
export function addCounts(sum: Map<string, number>, more: ReadonlyMap<string, number>): void {
  for (const [key, count] of more) increment(sum, key, count);
}

/** Adds `by` to what is counted under `key`. */
export function increment(counts: Map<string, number>, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
