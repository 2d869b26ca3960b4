import { LINKS_PER_NODE, MAX_COST, NO_LINK, TELEPORT_COST, type Links } from "./links.ts";

export const UNREACHABLE = 0xffffffff;

/** More than any step costs, so the buckets can be reused in a circle. */
const BUCKETS = MAX_COST + 1;

/**
 * Gives the walking distances from every node to one goal, in tenths of a node spacing; `UNREACHABLE` for a node
 * without a way.
 *
 * Uses Dial's algorithm: Dijkstra with a circle of buckets, for small integer costs. The search stops once it knows
 * the requested distance and continues from there for a farther one: most walks are short, and a whole map of 112 x
 * 80 u takes 4 ms. Links cost the same in both directions except for the surcharge of tight nodes. The surcharge only
 * decides between ways of about equal length.
 */
export class DistanceField {
  readonly #links: Links;
  readonly #distances: Uint32Array;
  readonly #buckets: number[][] = Array.from({ length: BUCKETS }, () => []);
  /** All distances below this level are known. */
  #level = 0;
  /** Number of nodes in the buckets. */
  #waiting = 0;

  constructor(links: Links, goal: number) {
    this.#links = links;
    this.#distances = new Uint32Array(links.size).fill(UNREACHABLE);
    this.#reach(goal, 0);
  }

  /** The distance from a node. */
  from(node: number): number {
    while (this.#waiting > 0 && this.#known(node) >= this.#level) this.#expand();
    return this.#known(node);
  }

  /** Returns the neighbour nearest to the goal, also through a teleporter; the node itself at the goal. */
  downhill(node: number): number {
    const { targets, exits } = this.#links;
    const isOutside = exits[node] === NO_LINK;
    let best = node;
    // Once this distance is known, the distances of all nodes that are nearer to the goal are known too.
    let bestDistance = this.from(node);
    for (let link = node * LINKS_PER_NODE; link < (node + 1) * LINKS_PER_NODE; link++) {
      const target = targets[link] ?? NO_LINK;
      if (target === NO_LINK) break;
      const exit = exits[target] ?? NO_LINK;
      const distance = this.#known(isOutside && exit !== NO_LINK ? exit : target);
      if (distance >= bestDistance) continue;
      best = target;
      bestDistance = distance;
    }
    return best;
  }

  #known(node: number): number {
    return this.#distances[node] ?? UNREACHABLE;
  }

  /** Computes the distances of the next level's neighbours. */
  #expand(): void {
    const { targets, costs, exits, entrances } = this.#links;
    const distance = this.#level++;
    const bucket = this.#buckets[distance % BUCKETS];
    if (!bucket) return;
    this.#waiting -= bucket.length;
    for (const node of bucket) {
      if (this.#distances[node] !== distance) continue;
      const isOnPad = exits[node] !== NO_LINK;
      for (let link = node * LINKS_PER_NODE; link < (node + 1) * LINKS_PER_NODE; link++) {
        const target = targets[link] ?? NO_LINK;
        if (target === NO_LINK) break;
        // A body that steps onto a pad from outside is teleported away.
        if (isOnPad && exits[target] === NO_LINK) continue;
        this.#reach(target, distance + (costs[link] ?? 0));
      }
      for (const entrance of entrances.get(node) ?? []) this.#reach(entrance, distance + TELEPORT_COST);
    }
    bucket.length = 0;
  }

  #reach(node: number, distance: number): void {
    if (distance >= this.#known(node)) return;
    this.#distances[node] = distance;
    this.#buckets[distance % BUCKETS]?.push(node);
    this.#waiting++;
  }
}
