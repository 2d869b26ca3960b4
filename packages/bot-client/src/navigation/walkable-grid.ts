import { squaredDistance } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import type { Teleporter } from "@fray/shared-state/arena/layers/teleporters";
import { BODY_RADIUS_U, TELEPORTER } from "@fray/shared-state/rules";

/**
 * Distance between neighbouring nodes in u. Nodes lie on multiples of it, so a corridor of one tile, exactly as wide
 * as a body, has a row of nodes along its middle.
 */
export const NODE_SPACING_U = 0.5;

/** A place is tight if a wall is within this distance of a body's edge, in u. */
const COMFORT_U = 0.35;

export const SOLID = 0;
export const TIGHT = 1;
export const OPEN = 2;
/** A node so near a teleporter that a step may take a body through it. */
export const PAD = 3;

/**
 * The pad's radius plus half the diagonal of a lattice square. A square whose corners are all farther away can't
 * touch the pad.
 */
const PAD_REACH_U = TELEPORTER.radius_u + NODE_SPACING_U * Math.SQRT1_2;

/** Returns the teleporter that a step near this place may lead through. */
export const padNear = ({ teleporters }: Arena, x: number, y: number): Teleporter | undefined =>
  teleporters.find((pad) => squaredDistance(pad, { x, y }) < PAD_REACH_U * PAD_REACH_U);

/** The places at which the centre of a body can be: a lattice of nodes over the arena, numbered row by row. */
export class WalkableGrid {
  readonly columns: number;
  readonly rows: number;
  /** SOLID, TIGHT, OPEN or PAD by node. */
  readonly #rooms: Uint8Array;

  constructor(arena: Arena) {
    this.columns = Math.floor(arena.width / NODE_SPACING_U) + 1;
    this.rows = Math.floor(arena.height / NODE_SPACING_U) + 1;
    this.#rooms = new Uint8Array(this.columns * this.rows);
    for (let node = 0; node < this.#rooms.length; node++) {
      const x = this.x(node);
      const y = this.y(node);
      if (arena.blocks(x, y, BODY_RADIUS_U)) continue;
      if (padNear(arena, x, y)) this.#rooms[node] = PAD;
      else this.#rooms[node] = arena.blocks(x, y, BODY_RADIUS_U + COMFORT_U) ? TIGHT : OPEN;
    }
  }

  get size(): number {
    return this.#rooms.length;
  }

  x(node: number): number {
    return (node % this.columns) * NODE_SPACING_U;
  }

  y(node: number): number {
    return Math.floor(node / this.columns) * NODE_SPACING_U;
  }

  room(node: number): number {
    return this.#rooms[node] ?? SOLID;
  }

  /** The node at column and row; SOLID ground outside the map has the number -1. */
  at(column: number, row: number): number {
    return column < 0 || row < 0 || column >= this.columns || row >= this.rows ? -1 : row * this.columns + column;
  }

  /** Returns the node nearest to a place at which a body fits, -1 when there is none within 3 u. */
  nearest(x: number, y: number): number {
    return this.#nearest(x, y, false);
  }

  /** Like `nearest`, but never on a teleporter, so a body can stay there. */
  nearestToStay(x: number, y: number): number {
    return this.#nearest(x, y, true);
  }

  #nearest(x: number, y: number, toStay: boolean): number {
    const column = Math.round(x / NODE_SPACING_U);
    const row = Math.round(y / NODE_SPACING_U);
    for (let ring = 0; ring <= 3 / NODE_SPACING_U; ring++) {
      const found = this.#nearestOnRing(x, y, column, row, ring, toStay);
      if (found >= 0) return found;
    }
    return -1;
  }

  /**
   * Whether a body can walk straight from one place to another, by default without stepping onto a teleporter.
   * Conservative: every lattice square the line passes must be free at all four corners.
   */
  straight(fromX: number, fromY: number, toX: number, toY: number, acrossPads = false): boolean {
    const dx = toX - fromX;
    const dy = toY - fromY;
    const samples = Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) / (NODE_SPACING_U / 2));
    for (let i = 0; i <= samples; i++) {
      const along = samples === 0 ? 0 : i / samples;
      if (!this.#squareIsFree(fromX + dx * along, fromY + dy * along, acrossPads)) return false;
    }
    return true;
  }

  #nearestOnRing(x: number, y: number, column: number, row: number, ring: number, toStay: boolean): number {
    let best = -1;
    let bestSquared = Infinity;
    for (let r = row - ring; r <= row + ring; r++) {
      const edge = Math.abs(r - row) === ring;
      for (let c = column - ring; c <= column + ring; c += edge || ring === 0 ? 1 : ring * 2) {
        const node = this.at(c, r);
        if (node < 0 || this.#rooms[node] === SOLID || (toStay && this.#rooms[node] === PAD)) continue;
        const squared = (this.x(node) - x) ** 2 + (this.y(node) - y) ** 2;
        if (squared < bestSquared) {
          best = node;
          bestSquared = squared;
        }
      }
    }
    return best;
  }

  #squareIsFree(x: number, y: number, acrossPads: boolean): boolean {
    const left = Math.floor(x / NODE_SPACING_U);
    const right = Math.ceil(x / NODE_SPACING_U);
    const top = Math.floor(y / NODE_SPACING_U);
    const bottom = Math.ceil(y / NODE_SPACING_U);
    const isFree = (column: number, row: number): boolean => {
      const room = this.room(this.at(column, row));
      return room !== SOLID && (acrossPads || room !== PAD);
    };
    return isFree(left, top) && isFree(right, top) && isFree(left, bottom) && isFree(right, bottom);
  }
}
