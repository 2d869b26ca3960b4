interface Sortable {
  toSorted?: unknown;
  toReversed?: unknown;
  findLast?: unknown;
  findLastIndex?: unknown;
}

/** What SpiderMonkey 102 lacks of the language that every browser in use has. */
const added = {
  toSorted<Item>(this: readonly Item[], compare?: (a: Item, b: Item) => number): Item[] {
    const copy = this.slice();
    copy.sort(compare);
    return copy;
  },
  toReversed<Item>(this: readonly Item[]): Item[] {
    const copy = this.slice();
    copy.reverse();
    return copy;
  },
  findLastIndex<Item>(this: readonly Item[], matches: (item: Item) => boolean): number {
    let at = this.length - 1;
    while (at >= 0 && !matches(this[at] as Item)) at--;
    return at;
  },
  findLast<Item>(this: readonly Item[], matches: (item: Item) => boolean): Item | undefined {
    let at = this.length - 1;
    while (at >= 0 && !matches(this[at] as Item)) at--;
    return this[at];
  },
};

const prototype = Array.prototype as Sortable;
for (const [name, value] of Object.entries(added))
  if (!(name in prototype)) Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
