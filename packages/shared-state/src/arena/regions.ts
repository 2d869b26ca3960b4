import { BODY_RADIUS_U } from "../rules.ts";
import type { Arena, Place } from "./arena.ts";
import type { Wall } from "./wall.ts";

/**
 * Distance between neighbouring nodes in u. Along a wall on Tiled's grid, or on half of it, a body's path lies on
 * nodes, so a corridor as wide as a body is found.
 */
const SPACING_U = 0.25;
const REACH = BODY_RADIUS_U / SPACING_U;

/** The region of a place where no body can stand. */
export const NOWHERE = -1;
const UNVISITED = -2;

/**
 * Numbers the connected regions of an arena: places with the same number can be reached from each other on foot,
 * teleporters included. Works on a lattice: it may miss ways that are narrower than 1.5 bodies and do not lie on
 * quarter tiles.
 */
export function createRegions(arena: Arena): (place: Place) => number {
  const lattice = createLattice(arena);
  let region = 0;
  for (let node = 0; node < lattice.regions.length; node++) {
    if (lattice.regions[node] === UNVISITED) flood(lattice, node, region++);
  }
  return ({ x, y }) => lattice.regions[nearestNode(lattice, x, y)] ?? NOWHERE;
}

interface Lattice {
  readonly columns: number;
  readonly rows: number;
  /** Region by node, row by row. */
  readonly regions: Int32Array;
  /** The place to which a teleporter takes a body that reaches a node. */
  readonly jumps: Map<number, number>;
}

function createLattice(arena: Arena): Lattice {
  const columns = Math.floor(arena.width / SPACING_U) + 1;
  const rows = Math.floor(arena.height / SPACING_U) + 1;
  const lattice = { columns, rows, regions: new Int32Array(columns * rows).fill(UNVISITED), jumps: new Map() };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const edge = Math.min(column, row, arena.width / SPACING_U - column, arena.height / SPACING_U - row);
      if (edge < REACH) lattice.regions[row * columns + column] = NOWHERE;
    }
  }
  for (const solid of [...arena.walls, ...arena.covers]) close(lattice, solid);
  for (const { x, y, toX, toY } of arena.teleporters) {
    lattice.jumps.set(nearestNode(lattice, x, y), nearestNode(lattice, toX, toY));
  }
  return lattice;
}

/** Closes the nodes at which a solid rectangle leaves no room for a body. */
function close({ columns, rows, regions }: Lattice, { left, top, right, bottom }: Wall): void {
  const lastRow = Math.min(rows - 1, Math.floor(bottom / SPACING_U + REACH));
  const lastColumn = Math.min(columns - 1, Math.floor(right / SPACING_U + REACH));
  for (let row = Math.max(0, Math.ceil(top / SPACING_U - REACH)); row <= lastRow; row++) {
    for (let column = Math.max(0, Math.ceil(left / SPACING_U - REACH)); column <= lastColumn; column++) {
      const dx = outside(column * SPACING_U, left, right);
      const dy = outside(row * SPACING_U, top, bottom);
      if (dx * dx + dy * dy < BODY_RADIUS_U * BODY_RADIUS_U) regions[row * columns + column] = NOWHERE;
    }
  }
}

/** Returns how far a value lies outside of `low`..`high`. */
const outside = (value: number, low: number, high: number): number => Math.max(low - value, value - high, 0);

/** The free node nearest to a place, of the four around it; -1 when none is free. */
function nearestNode({ columns, rows, regions }: Lattice, x: number, y: number): number {
  let nearest = -1;
  let nearestSquared = Infinity;
  for (const row of [Math.floor(y / SPACING_U), Math.ceil(y / SPACING_U)]) {
    for (const column of [Math.floor(x / SPACING_U), Math.ceil(x / SPACING_U)]) {
      if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
      const squared = (column * SPACING_U - x) ** 2 + (row * SPACING_U - y) ** 2;
      const node = row * columns + column;
      if (squared >= nearestSquared || regions[node] === NOWHERE) continue;
      nearest = node;
      nearestSquared = squared;
    }
  }
  return nearest;
}

/** Gives the number of a region to all nodes that can be reached from a node. */
function flood({ columns, regions, jumps }: Lattice, from: number, region: number): void {
  const open = [from];
  // Nodes along the edge of the map are closed, so no step wraps from one row into the next.
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (regions[node] !== UNVISITED) continue;
    regions[node] = region;
    open.push(node - 1, node + 1, node - columns, node + columns);
    const jump = jumps.get(node);
    if (jump !== undefined) open.push(jump);
  }
}
