import { squaredDistance } from "@fray/netcode/core";

import { tableOf } from "../by-name.ts";
import { TELEPORTER, WEAPON_RULES, WEAPONS } from "../rules.ts";
import { CONTACT_SLOP_U, keepInside, overlaps, pushOutOfWall, type Sweep } from "./circle.ts";
import { LAYER_NAMES, type MapItems, type RequiredLayer } from "./layers/index.ts";
import type { Teleporter } from "./layers/teleporters.ts";
import type { Place } from "./place.ts";
import { WallGrid } from "./wall-grid.ts";
import { castRay, contains, entryFace, facesMet, grow, type Wall } from "./wall.ts";

export type { Place };

/** A map as drawn. Layers that are left out are empty. */
export interface ArenaLayout extends Partial<Omit<MapItems, RequiredLayer>>, Pick<MapItems, RequiredLayer> {
  readonly name: string;
  /** Size in u. The edge of the map is solid. */
  readonly width: number;
  readonly height: number;
}

const BOUNCING_RADII = WEAPONS.map((weapon) => WEAPON_RULES[weapon])
  .filter(({ bounces }) => bounces)
  .map(({ radius_u: radius }) => radius);

const NOTHING: MapItems = tableOf(LAYER_NAMES, () => []);

/**
 * Farthest move of a circle between two overlap checks, in u: less than any body's radius, so a body can't tunnel
 * through a wall.
 */
const MAX_SUBSTEP_U = 0.25;
/** Maximum number of passes that push a circle out of overlapping walls; a corner needs two. */
const MAX_PUSHES = 4;
const SIGHT_SLOP_U = 1e-9;

/** How far a bouncing shot got, and the direction in which the wall pushes it back (0, 0 when nothing stopped it). */
export interface Bounce {
  readonly distance: number;
  readonly normalX: number;
  readonly normalY: number;
}

/** A moving circle's place and velocity, in u and u/s. */
interface Moving extends Place {
  readonly vx: number;
  readonly vy: number;
}

/** A map in play, with the queries of the rules. All lengths in u. Immutable. */
export class Arena {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /**
   * The objects on the map, by layer. Layers that the methods below and older code read have a separate field as
   * well.
   */
  readonly layers: MapItems;
  readonly walls: MapItems["walls"];
  readonly covers: MapItems["covers"];
  readonly bushes: MapItems["bushes"];
  readonly teleporters: MapItems["teleporters"];
  readonly spawns: MapItems["spawns"];
  readonly pickups: MapItems["pickups"];
  readonly flags: MapItems["flags"];
  readonly hills: MapItems["hills"];
  /** The walls that stop shots and sight. The other grid adds low cover, which stops bodies only. */
  readonly #sightGrid: WallGrid;
  readonly #bodyGrid: WallGrid;
  /** Grids for bouncing shots, by the radius of the shot. */
  readonly #grownGrids = new Map<number, WallGrid>();
  // Both are reused, so that a move and a line of sight leave no garbage.
  readonly #sweep: Sweep = { x: 0, y: 0, normalX: 0, normalY: 0 };
  readonly #ray = { x: 0, y: 0, directionX: 0, directionY: 0, reach: 0 };

  constructor(layout: ArenaLayout) {
    const { name, width, height, walls } = layout;
    const layers: MapItems = { ...NOTHING, ...layout };
    this.name = name;
    this.width = width;
    this.height = height;
    this.layers = layers;
    this.walls = walls;
    this.covers = layers.covers;
    this.bushes = layers.bushes;
    this.teleporters = layers.teleporters;
    this.spawns = layers.spawns;
    this.pickups = layers.pickups;
    this.flags = layers.flags;
    this.hills = layers.hills;
    this.#sightGrid = new WallGrid(width, height, walls);
    this.#bodyGrid =
      this.covers.length === 0 ? this.#sightGrid : new WallGrid(width, height, [...walls, ...this.covers]);
    // Built at once, so that the first bouncing shot causes no delay.
    for (const radius of BOUNCING_RADII) this.#grownGrid(radius);
  }

  /** Whether a circle overlaps a wall or the edge of the map by more than `slop`. */
  blocks(x: number, y: number, radius: number, slop = CONTACT_SLOP_U): boolean {
    return this.#isBlocked({ x, y }, radius, slop);
  }

  /**
   * Moves a circle for a step of `dt` s. It slides along walls. The result never overlaps a wall: if the circle can't
   * be pushed out (a gap narrower than the circle), it stays at the last free place. The result is reused: read it
   * before the next call.
   */
  sweepCircle(circle: Moving, radius: number, { dt }: { readonly dt: number }): Sweep {
    const dx = circle.vx * dt;
    const dy = circle.vy * dt;
    const sweep = this.#sweep;
    sweep.x = circle.x;
    sweep.y = circle.y;
    sweep.normalX = 0;
    sweep.normalY = 0;
    const count = Math.max(1, Math.ceil(Math.sqrt(dx * dx + dy * dy) / MAX_SUBSTEP_U));
    for (let i = 0; i < count; i++) {
      const freeX = sweep.x;
      const freeY = sweep.y;
      sweep.x += dx / count;
      sweep.y += dy / count;
      this.#pushOut(sweep, radius);
      if (this.#isBlocked(sweep, radius, 1e-3)) {
        sweep.x = freeX;
        sweep.y = freeY;
      }
    }
    return sweep;
  }

  /**
   * Distance from a point along a unit vector to the first wall or map edge, at most `range`. Low cover does not count.
   * A point inside a wall is at distance 0 of it.
   */
  raycast(x: number, y: number, directionX: number, directionY: number, range: number): number {
    const ray = this.#ray;
    ray.x = x;
    ray.y = y;
    ray.directionX = directionX;
    ray.directionY = directionY;
    ray.reach = Math.min(range, this.#distanceToEdge(x, y, directionX, directionY));
    this.#sightGrid.along(ray, this.#stopRay);
    return ray.reach;
  }

  readonly #stopRay = (wall: Wall): void => {
    const distance = castRay(wall, this.#ray);
    if (distance < this.#ray.reach) this.#ray.reach = distance;
  };

  /**
   * Returns how far a ball gets from a point along a unit vector, at most `range`, and the surface at which it
   * bounces there.
   */
  bounce(x: number, y: number, directionX: number, directionY: number, range: number, radius: number): Bounce {
    let hit: Bounce = { distance: range, normalX: 0, normalY: 0 };
    const toSide = distanceToSide(x, directionX, radius, this.width - radius);
    if (toSide < hit.distance) hit = { distance: toSide, normalX: directionX > 0 ? -1 : 1, normalY: 0 };
    const toEnd = distanceToSide(y, directionY, radius, this.height - radius);
    if (toEnd < hit.distance) hit = { distance: toEnd, normalX: 0, normalY: directionY > 0 ? -1 : 1 };
    const ray = { x, y, directionX, directionY, reach: hit.distance };
    this.#grownGrid(radius).along(ray, (wall) => {
      const distance = castRay(wall, ray);
      if (distance >= ray.reach) return;
      const meet = distance > 0 ? entryFace : facesMet;
      const normal = meet(wall, ray);
      // A shot that has just bounced lies on a face, or a rounding error inside it, and flies away from it.
      if (normal.normalX === 0 && normal.normalY === 0) return;
      hit = { distance, ...normal };
      ray.reach = distance;
    });
    return hit;
  }

  /** Returns the walls, grown by the radius of a bouncing shot. */
  #grownGrid(radius: number): WallGrid {
    const known = this.#grownGrids.get(radius);
    if (known) return known;
    const grown = this.walls.map((wall) => grow(wall, radius));
    const grid = new WallGrid(this.width, this.height, grown);
    this.#grownGrids.set(radius, grid);
    return grid;
  }

  /** The pad that a body stands on. */
  teleporterAt(at: Place): Teleporter | undefined {
    for (const pad of this.teleporters) {
      if (squaredDistance(pad, at) <= TELEPORTER.radius_u * TELEPORTER.radius_u) return pad;
    }
    return undefined;
  }

  /** Whether the centre of a body at (`x`, `y`) is in a bush, which hides the body. */
  isInBush(x: number, y: number): boolean {
    for (const bush of this.bushes) if (contains(bush, x, y)) return true;
    return false;
  }

  /** Whether no wall stands between two points. */
  sees(fromX: number, fromY: number, toX: number, toY: number): boolean {
    const dx = toX - fromX;
    const dy = toY - fromY;
    const distance = Math.sqrt(dx * dx + dy * dy);
    if (distance === 0) return true;
    // A point on the edge of the map is in sight, even if its distance was rounded up.
    return this.raycast(fromX, fromY, dx / distance, dy / distance, distance) >= distance - SIGHT_SLOP_U;
  }

  #isBlocked(place: Place, radius: number, slop: number): boolean {
    const { x, y } = place;
    const reach = radius - slop;
    if (x < reach || y < reach || x > this.width - reach || y > this.height - reach) return true;
    for (const wall of this.#bodyGrid.near(place, radius)) if (overlaps(wall, place, radius, slop)) return true;
    return false;
  }

  #pushOut(circle: Sweep, radius: number): void {
    for (let push = 0; push < MAX_PUSHES; push++) {
      let pushed = keepInside(circle, radius, this.width, this.height);
      for (const wall of this.#bodyGrid.near(circle, radius)) {
        if (pushOutOfWall(circle, radius, wall)) pushed = true;
      }
      if (!pushed) return;
    }
  }

  #distanceToEdge(x: number, y: number, directionX: number, directionY: number): number {
    return Math.min(distanceToSide(x, directionX, 0, this.width), distanceToSide(y, directionY, 0, this.height));
  }
}

/** Distance along one axis to the end of `low`..`high` that lies ahead. */
function distanceToSide(place: number, direction: number, low: number, high: number): number {
  if (direction === 0) return Infinity;
  return Math.max(0, (direction > 0 ? high - place : low - place) / direction);
}
