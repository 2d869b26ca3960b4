import type { Arena } from "@fray/shared-state/arena/arena";

import { PAD, padNear, SOLID, TIGHT, type WalkableGrid } from "./walkable-grid.ts";

/** Cost of a step in tenths of a node spacing. */
const STRAIGHT = 10;
const DIAGONAL = 14;
/** Extra cost of a step onto a node next to a wall, so that routes stay in the middle of wide ways. */
const TIGHT_SURCHARGE = 6;
export const MAX_COST = DIAGONAL + TIGHT_SURCHARGE;

/** Entries per node in `Links`. */
export const LINKS_PER_NODE = 8;
export const NO_LINK = -1;

/**
 * The steps between neighbouring nodes: `LINKS_PER_NODE` entries per node, the unused ones last and `NO_LINK`. Links
 * lead both ways, except onto a teleporter: a body that steps onto it from outside arrives at its exit and continues
 * from there.
 */
export interface Links {
  readonly size: number;
  readonly targets: Int32Array;
  readonly costs: Uint8Array;
  /** The node to which a teleporter takes a body that steps onto this node; `NO_LINK` for nodes on no teleporter. */
  readonly exits: Int32Array;
  /** Nodes from which a step onto a teleporter leads to an exit, by exit. */
  readonly entrances: ReadonlyMap<number, readonly number[]>;
}

/** Approximate cost of a step through a teleporter, to the middle of its pad. */
export const TELEPORT_COST = 2 * STRAIGHT;

/** Computes the steps once. This makes a distance field several times faster than reading the grid each time. */
export function createLinks(grid: WalkableGrid, arena: Arena): Links {
  const targets = new Int32Array(grid.size * LINKS_PER_NODE).fill(NO_LINK);
  const costs = new Uint8Array(grid.size * LINKS_PER_NODE);
  const exits = findExits(grid, arena);
  const entrances = new Map<number, number[]>();
  for (let node = 0; node < grid.size; node++) {
    if (grid.room(node) === SOLID) continue;
    let next = node * LINKS_PER_NODE;
    eachNeighbour(grid, node, (neighbour, cost) => {
      targets[next] = neighbour;
      costs[next] = cost;
      next++;
      const exit = exits[neighbour] ?? NO_LINK;
      if (exit === NO_LINK || exits[node] !== NO_LINK) return;
      const known = entrances.get(exit);
      if (known) known.push(node);
      else entrances.set(exit, [node]);
    });
  }
  return { size: grid.size, targets, costs, exits, entrances };
}

function findExits(grid: WalkableGrid, arena: Arena): Int32Array {
  const exits = new Int32Array(grid.size).fill(NO_LINK);
  if (arena.teleporters.length === 0) return exits;
  for (let node = 0; node < grid.size; node++) {
    if (grid.room(node) !== PAD) continue;
    const pad = padNear(arena, grid.x(node), grid.y(node));
    if (pad) exits[node] = grid.nearest(pad.toX, pad.toY);
  }
  return exits;
}

/** Visits the free nodes around a node with the cost of a step there; no step cuts a corner. */
function eachNeighbour(grid: WalkableGrid, node: number, visit: (neighbour: number, cost: number) => void): void {
  const column = node % grid.columns;
  const row = Math.floor(node / grid.columns);
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      if (dx === 0 && dy === 0) continue;
      const neighbour = grid.at(column + dx, row + dy);
      const room = grid.room(neighbour);
      if (room === SOLID) continue;
      const diagonal = dx !== 0 && dy !== 0;
      if (diagonal && grid.room(grid.at(column + dx, row)) === SOLID) continue;
      if (diagonal && grid.room(grid.at(column, row + dy)) === SOLID) continue;
      visit(neighbour, (diagonal ? DIAGONAL : STRAIGHT) + (room === TIGHT ? TIGHT_SURCHARGE : 0));
    }
  }
}
