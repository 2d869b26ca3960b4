/**
 * Returns which item has the `nth` largest value (0 for the largest), of equal values the one that comes first. It is
 * the item that a stable sort would put there, without a sort's garbage (Hoare's quickselect, 1961).
 *
 * `order` is scratch space for as many indices as there are values.
 */
export function nthLargest(values: Float64Array, nth: number, order: Uint32Array): number {
  for (let index = 0; index < values.length; index++) order[index] = index;
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const pivot = order[(from + to) >> 1] ?? 0;
    let low = from;
    let high = to;
    while (low <= high) {
      while (isBefore(values, order[low] ?? 0, pivot)) low++;
      while (isBefore(values, pivot, order[high] ?? 0)) high--;
      if (low > high) break;
      const index = order[low] ?? 0;
      order[low++] = order[high] ?? 0;
      order[high--] = index;
    }
    if (nth <= high) to = high;
    else if (nth >= low) from = low;
    else break;
  }
  return order[nth] ?? 0;
}

function isBefore(values: Float64Array, a: number, b: number): boolean {
  const valueA = values[a] ?? 0;
  const valueB = values[b] ?? 0;
  return valueA > valueB || (valueA === valueB && a < b);
}
