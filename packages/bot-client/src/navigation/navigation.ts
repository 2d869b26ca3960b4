import type { Arena } from "@fray/shared-state/arena/arena";

import { DistanceField, UNREACHABLE } from "./distance-field.ts";
import { createLinks, NO_LINK, type Links } from "./links.ts";
import { NODE_SPACING_U, OPEN, PAD, padNear, WalkableGrid } from "./walkable-grid.ts";

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The body that walks: its place, and whether teleporters are ready to take it. */
export interface Walker extends Place {
  readonly teleportCooldown: number;
}

/** Nodes followed ahead when a route is straightened: 8 u. */
const LOOK_AHEAD_NODES = 16;
/** Side in u of the squares of the map. Each square has one roaming destination. */
const REGION_U = 5;
/** Cached distances over all fields: 16 MB. */
const CACHED_DISTANCES = 4_000_000;

/** Finds ways in one arena. Shared by all bots in it: distances to a goal are computed once. */
export class Navigation {
  readonly #grid: WalkableGrid;
  readonly #links: Links;
  readonly #arena: Arena;
  /** Fields by goal node, least recently used first. */
  readonly #fields = new Map<number, DistanceField>();
  readonly #capacity: number;
  /** Places spread over the whole map that can be reached from the spawns. */
  readonly regions: readonly Place[];

  constructor(arena: Arena) {
    this.#arena = arena;
    this.#grid = new WalkableGrid(arena);
    this.#links = createLinks(this.#grid, arena);
    this.#capacity = Math.max(8, Math.floor(CACHED_DISTANCES / this.#grid.size));
    this.regions = this.#findRegions(arena);
  }

  /**
   * Returns the next place to walk to on the way to `goal`: the farthest place on the way that can be reached in a
   * straight line, or the middle of a teleporter on the way. Undefined when no way leads there.
   */
  waypoint(walker: Walker, goal: Place): Place | undefined {
    const grid = this.#grid;
    if (grid.straight(walker.x, walker.y, goal.x, goal.y)) return goal;
    const field = this.#fieldTo(goal);
    if (!field) return undefined;
    const start = grid.nearest(walker.x, walker.y);
    if (start < 0 || field.from(start) === UNREACHABLE) return undefined;
    const isRested = walker.teleportCooldown === 0;
    const isOnPad = grid.room(start) === PAD;
    const exit = this.#links.exits[start] ?? NO_LINK;
    if (isOnPad && isRested && field.from(exit) < field.from(start)) return this.#padAt(start);
    let hasLeft = !isOnPad;
    let node = start;
    let best = field.downhill(start);
    for (let i = 0; i < LOOK_AHEAD_NODES; i++) {
      const next = field.downhill(node);
      if (next === node) break;
      node = next;
      if (grid.room(node) !== PAD) hasLeft = true;
      else if (hasLeft) {
        // As soon as the body is next to the teleporter, it walks straight at it. It also waits there until the
        // teleporter is ready to take it again.
        if (!isOnPad && i <= 1) return isRested ? this.#padAt(node) : this.#placeOf(start);
        break;
      }
      if (grid.straight(walker.x, walker.y, grid.x(node), grid.y(node), isOnPad)) best = node;
      // The nodes next to the body may be cut off by a corner that it is just passing. Farther away, the first node
      // that can't be reached in a straight line ends the search.
      else if (i > 1) break;
    }
    return this.#placeOf(best);
  }

  /** Returns the walking distance in u, Infinity when no way leads there. */
  distance(fromX: number, fromY: number, goal: Place): number {
    const start = this.#grid.nearest(fromX, fromY);
    const steps = this.#fieldTo(goal)?.from(start) ?? UNREACHABLE;
    return steps === UNREACHABLE ? Infinity : (steps / 10) * NODE_SPACING_U;
  }

  /** Finds the nearest place at which a body fits and can stay. */
  nearestFree(x: number, y: number): Place | undefined {
    const node = this.#grid.nearestToStay(x, y);
    return node < 0 ? undefined : this.#placeOf(node);
  }

  #placeOf(node: number): Place {
    return { x: this.#grid.x(node), y: this.#grid.y(node) };
  }

  #padAt(node: number): Place | undefined {
    return padNear(this.#arena, this.#grid.x(node), this.#grid.y(node));
  }

  #fieldTo(goal: Place): DistanceField | undefined {
    const node = this.#grid.nearestToStay(goal.x, goal.y);
    if (node < 0) return undefined;
    const field = this.#fields.get(node) ?? new DistanceField(this.#links, node);
    this.#fields.delete(node);
    this.#fields.set(node, field);
    if (this.#fields.size > this.#capacity) {
      for (const oldest of this.#fields.keys()) {
        this.#fields.delete(oldest);
        break;
      }
    }
    return field;
  }

  /**
   * Finds at most one place for each square of the map: the node nearest to the middle of the square, if a body has
   * room there and can reach it.
   */
  #findRegions(arena: Arena): Place[] {
    const regions: Place[] = [];
    const [spawn] = arena.spawns;
    if (!spawn) return regions;
    const columns = Math.max(1, Math.round(arena.width / REGION_U));
    const rows = Math.max(1, Math.round(arena.height / REGION_U));
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const x = ((column + 0.5) / columns) * arena.width;
        const y = ((row + 0.5) / rows) * arena.height;
        const node = this.#grid.nearest(x, y);
        if (node < 0 || this.#grid.room(node) !== OPEN) continue;
        const place = this.#placeOf(node);
        if (this.distance(place.x, place.y, spawn) < Infinity) regions.push(place);
      }
    }
    return regions.length > 0 ? regions : [...arena.spawns];
  }
}
