import { LINKS_PER_NODE, MAX_COST, NO_LINK, TELEPORT_COST, type Links } from "./links.ts";

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
  const { targets, costs, exits, entrances } = links;
  const field = new Uint32Array(links.size).fill(UNREACHABLE);
  const buckets: number[][] = Array.from({ length: BUCKETS }, () => []);
  field[goal] = 0;
  buckets[0]?.push(goal);
  let waiting = 1;
  const reach = (node: number, distance: number): void => {
    if (distance >= (field[node] ?? 0)) return;
    field[node] = distance;
    buckets[distance % BUCKETS]?.push(node);
    waiting++;
  };
  for (let distance = 0; waiting > 0; distance++) {
    const bucket = buckets[distance % BUCKETS];
    if (!bucket) break;
    waiting -= bucket.length;
    for (const node of bucket) {
      if (field[node] !== distance) continue;
      const isOnPad = exits[node] !== NO_LINK;
      for (let link = node * LINKS_PER_NODE; link < (node + 1) * LINKS_PER_NODE; link++) {
        const target = targets[link] ?? NO_LINK;
        if (target === NO_LINK) break;
        // Who steps onto a pad from outside is elsewhere.
        if (isOnPad && exits[target] === NO_LINK) continue;
        reach(target, distance + (costs[link] ?? 0));
      }
      for (const entrance of entrances.get(node) ?? []) reach(entrance, distance + TELEPORT_COST);
    }
    bucket.length = 0;
  }
  return field;
}

/** The neighbour from which the goal is nearest, through a teleporter if need be; the node itself at the goal. */
export function downhill({ targets, exits }: Links, field: DistanceField, node: number): number {
  const isOutside = exits[node] === NO_LINK;
  let best = node;
  let bestDistance = field[node] ?? UNREACHABLE;
  for (let link = node * LINKS_PER_NODE; link < (node + 1) * LINKS_PER_NODE; link++) {
    const target = targets[link] ?? NO_LINK;
    if (target === NO_LINK) break;
    const exit = exits[target] ?? NO_LINK;
    const distance = field[isOutside && exit !== NO_LINK ? exit : target] ?? UNREACHABLE;
    if (distance >= bestDistance) continue;
    best = target;
    bestDistance = distance;
  }
  return best;
}
