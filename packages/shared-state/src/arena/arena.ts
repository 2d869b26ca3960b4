import { WallGrid } from "./wall-grid.ts";
import { castRay, type Wall } from "./wall.ts";

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface ArenaLayout {
  readonly name: string;
  /** Size in u. The edge of the map is solid. */
  readonly width: number;
  readonly height: number;
  readonly walls: readonly Wall[];
  readonly spawns: readonly Place[];
  /** Where health packs lie. */
  readonly pickups: readonly Place[];
}

/** Farthest a circle moves between two overlap checks, in u: below any body's radius, so nothing is tunnelled. */
const MAX_SUBSTEP_U = 0.25;
/** Passes of pushing a circle out of the walls it overlaps; a corner needs two. */
const MAX_PUSHES = 4;
/** Overlap in u that counts as touching; keeps a body resting on a wall from being pushed for ever. */
const CONTACT_SLOP_U = 1e-6;

const SIGHT_SLOP_U = 1e-9;

/** Where a circle got to, and the direction that whatever stopped it pushes back (0, 0 when nothing did). */
export interface Sweep {
  x: number;
  y: number;
  normalX: number;
  normalY: number;
}

/** The solid part of a map, and the questions the rules ask of it. All lengths in u. Never changes once made. */
export class Arena {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly walls: readonly Wall[];
  readonly spawns: readonly Place[];
  /** Where health packs lie. */
  readonly pickups: readonly Place[];
  readonly #grid: WallGrid;

  constructor(layout: ArenaLayout) {
    this.name = layout.name;
    this.width = layout.width;
    this.height = layout.height;
    this.walls = layout.walls;
    this.spawns = layout.spawns;
    this.pickups = layout.pickups;
    this.#grid = new WallGrid(layout.width, layout.height, layout.walls);
  }

  /** Whether a circle overlaps a wall or the edge of the map by more than `slop`. */
  blocks(x: number, y: number, radius: number, slop = CONTACT_SLOP_U): boolean {
    const reach = radius - slop;
    if (x < reach || y < reach || x > this.width - reach || y > this.height - reach) return true;
    for (const wall of this.#grid.near(x, y, radius)) {
      const dx = x - clamp(x, wall.left, wall.right);
      const dy = y - clamp(y, wall.top, wall.bottom);
      if (dx * dx + dy * dy < reach * reach) return true;
    }
    return false;
  }

  /**
   * Moves a circle by (`dx`, `dy`), sliding along whatever is in the way. The result never overlaps a wall: where
   * pushing out fails (a gap narrower than the circle), it stays at the last free place.
   */
  sweepCircle(x: number, y: number, radius: number, dx: number, dy: number): Sweep {
    const sweep: Sweep = { x, y, normalX: 0, normalY: 0 };
    const count = Math.max(1, Math.ceil(Math.sqrt(dx * dx + dy * dy) / MAX_SUBSTEP_U));
    for (let i = 0; i < count; i++) {
      const freeX = sweep.x;
      const freeY = sweep.y;
      sweep.x += dx / count;
      sweep.y += dy / count;
      this.#pushOut(sweep, radius);
      if (this.blocks(sweep.x, sweep.y, radius, 1e-3)) {
        sweep.x = freeX;
        sweep.y = freeY;
      }
    }
    return sweep;
  }

  /**
   * Distance from a point along a unit vector to the first wall or map edge, at most `range`.
   * A point inside a wall is at distance 0 of it.
   */
  raycast(x: number, y: number, directionX: number, directionY: number, range: number): number {
    let distance = Math.min(range, this.#distanceToEdge(x, y, directionX, directionY));
    this.#grid.along(x, y, directionX, directionY, distance, (wall) => {
      distance = Math.min(distance, castRay(wall, x, y, directionX, directionY));
      return distance;
    });
    return distance;
  }

  /** Whether nothing solid stands between two points. */
  sees(fromX: number, fromY: number, toX: number, toY: number): boolean {
    const dx = toX - fromX;
    const dy = toY - fromY;
    const distance = Math.sqrt(dx * dx + dy * dy);
    if (distance === 0) return true;
    // A point on the edge of the map is in sight, whichever way its distance was rounded.
    return this.raycast(fromX, fromY, dx / distance, dy / distance, distance) >= distance - SIGHT_SLOP_U;
  }

  #pushOut(circle: Sweep, radius: number): void {
    for (let push = 0; push < MAX_PUSHES; push++) {
      let pushed = this.#pushOutOfEdge(circle, radius);
      for (const wall of this.#grid.near(circle.x, circle.y, radius)) {
        if (pushOutOfWall(circle, radius, wall)) pushed = true;
      }
      if (!pushed) return;
    }
  }

  #pushOutOfEdge(circle: Sweep, radius: number): boolean {
    const x = clamp(circle.x, radius, this.width - radius);
    const y = clamp(circle.y, radius, this.height - radius);
    if (x === circle.x && y === circle.y) return false;
    if (x !== circle.x) circle.normalX = x > circle.x ? 1 : -1;
    if (y !== circle.y) circle.normalY = y > circle.y ? 1 : -1;
    circle.x = x;
    circle.y = y;
    return true;
  }

  #distanceToEdge(x: number, y: number, directionX: number, directionY: number): number {
    const toSide = directionX > 0 ? (this.width - x) / directionX : directionX < 0 ? -x / directionX : Infinity;
    const toEnd = directionY > 0 ? (this.height - y) / directionY : directionY < 0 ? -y / directionY : Infinity;
    return Math.max(0, Math.min(toSide, toEnd));
  }
}

/** Pushes a circle out of one wall by the shortest way; true when it had to. */
function pushOutOfWall(circle: Sweep, radius: number, wall: Wall): boolean {
  const dx = circle.x - clamp(circle.x, wall.left, wall.right);
  const dy = circle.y - clamp(circle.y, wall.top, wall.bottom);
  const squared = dx * dx + dy * dy;
  if (squared >= (radius - CONTACT_SLOP_U) * (radius - CONTACT_SLOP_U)) return false;
  if (squared > 0) {
    const distance = Math.sqrt(squared);
    circle.normalX = dx / distance;
    circle.normalY = dy / distance;
    circle.x += circle.normalX * (radius - distance);
    circle.y += circle.normalY * (radius - distance);
    return true;
  }
  leaveByNearestSide(circle, radius, wall);
  return true;
}

/** A centre inside the wall: only a wrong map can bring it there, and it has to get out all the same. */
function leaveByNearestSide(circle: Sweep, radius: number, wall: Wall): void {
  const toLeft = circle.x - wall.left;
  const toRight = wall.right - circle.x;
  const toTop = circle.y - wall.top;
  const toBottom = wall.bottom - circle.y;
  const nearest = Math.min(toLeft, toRight, toTop, toBottom);
  circle.normalX = nearest === toLeft ? -1 : nearest === toRight ? 1 : 0;
  circle.normalY = circle.normalX !== 0 ? 0 : nearest === toTop ? -1 : 1;
  if (circle.normalX !== 0) circle.x = circle.normalX < 0 ? wall.left - radius : wall.right + radius;
  else circle.y = circle.normalY < 0 ? wall.top - radius : wall.bottom + radius;
}

const clamp = (value: number, low: number, high: number): number => (value < low ? low : value > high ? high : value);
