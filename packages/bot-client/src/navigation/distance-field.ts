import { LINKS_PER_NODE, MAX_COST, NO_LINK, type Links } from "./links.ts";

/** Walking distance to one goal from every node, in tenths of a node spacing; `UNREACHABLE` where no way leads. */
export type DistanceField = Uint32Array;

export const UNREACHABLE = 0xffffffff;

/** More than any step costs, so the buckets can be reused in a circle. */
const BUCKETS = MAX_COST + 1;

/**
 * Distances to `goal` by Dial's algorithm: Dijkstra with a circle of buckets, for small whole costs. Links cost the
 * same both ways but for the surcharge of tight nodes, which only decides between ways of about equal length.
 */
export function createDistanceField(links: Links, goal: number): DistanceField {
  const { targets, costs } = links;
  const field = new Uint32Array(links.size).fill(UNREACHABLE);
  const buckets: number[][] = Array.from({ length: BUCKETS }, () => []);
  field[goal] = 0;
  buckets[0]?.push(goal);
  let waiting = 1;
  for (let distance = 0; waiting > 0; distance++) {
    const bucket = buckets[distance % BUCKETS];
    if (!bucket) break;
    waiting -= bucket.length;
    for (const node of bucket) {
      if (field[node] !== distance) continue;
      for (let link = node * LINKS_PER_NODE; link < (node + 1) * LINKS_PER_NODE; link++) {
        const target = targets[link] ?? NO_LINK;
        if (target === NO_LINK) break;
        const reached = distance + (costs[link] ?? 0);
        if (reached >= (field[target] ?? 0)) continue;
        field[target] = reached;
        buckets[reached % BUCKETS]?.push(target);
        waiting++;
      }
    }
    bucket.length = 0;
  }
  return field;
}

/** The neighbour nearest to the goal; the node itself at the goal. */
export function downhill({ targets }: Links, field: DistanceField, node: number): number {
  let best = node;
  let bestDistance = field[node] ?? UNREACHABLE;
  for (let link = node * LINKS_PER_NODE; link < (node + 1) * LINKS_PER_NODE; link++) {
    const target = targets[link] ?? NO_LINK;
    if (target === NO_LINK) break;
    const distance = field[target] ?? UNREACHABLE;
    if (distance >= bestDistance) continue;
    best = target;
    bestDistance = distance;
  }
  return best;
}
