import { OPEN, SOLID, type WalkableGrid } from "./walkable-grid.ts";

/** Cost of a step in tenths of a node spacing. */
const STRAIGHT = 10;
const DIAGONAL = 14;
/** Added for a step onto a node beside a wall: routes keep to the middle where there is one. */
const TIGHT_SURCHARGE = 6;
export const MAX_COST = DIAGONAL + TIGHT_SURCHARGE;

/** Entries per node in `Links`. */
export const LINKS_PER_NODE = 8;
export const NO_LINK = -1;

/** The steps that lead from each node: `LINKS_PER_NODE` entries a node, the unused ones last and `NO_LINK`. */
export interface Links {
  readonly size: number;
  readonly targets: Int32Array;
  readonly costs: Uint8Array;
}

/** Works the steps out once, which makes a distance field several times quicker than looking at the grid each time. */
export function createLinks(grid: WalkableGrid): Links {
  const targets = new Int32Array(grid.size * LINKS_PER_NODE).fill(NO_LINK);
  const costs = new Uint8Array(grid.size * LINKS_PER_NODE);
  for (let node = 0; node < grid.size; node++) {
    let next = node * LINKS_PER_NODE;
    eachNeighbour(grid, node, (neighbour, cost) => {
      targets[next] = neighbour;
      costs[next] = cost;
      next++;
    });
  }
  return { size: grid.size, targets, costs };
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
      visit(neighbour, (diagonal ? DIAGONAL : STRAIGHT) + (room === OPEN ? 0 : TIGHT_SURCHARGE));
    }
  }
}
