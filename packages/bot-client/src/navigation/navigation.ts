import type { Arena } from "@fray/shared-state/arena/arena";

import { createDistanceField, downhill, UNREACHABLE, type DistanceField } from "./distance-field.ts";
import { createLinks, type Links } from "./links.ts";
import { NODE_SPACING_U, OPEN, WalkableGrid } from "./walkable-grid.ts";

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Nodes followed ahead when a route is straightened: 8 u. */
const LOOK_AHEAD_NODES = 16;
/** Side in u of the squares of the map that each have one place worth a visit. */
const REGION_U = 5;
/** Cached distances over all fields: 16 MB. */
const CACHED_DISTANCES = 4_000_000;

/** How to walk in one arena. Shared by all bots in it: distances to a goal are worked out once. */
export class Navigation {
  readonly #grid: WalkableGrid;
  readonly #links: Links;
  /** Fields by goal node, least recently used first. */
  readonly #fields = new Map<number, DistanceField>();
  readonly #capacity: number;
  /** Places spread over all of the map that can be walked to from the spawns. */
  readonly regions: readonly Place[];

  constructor(arena: Arena) {
    this.#grid = new WalkableGrid(arena);
    this.#links = createLinks(this.#grid);
    this.#capacity = Math.max(8, Math.floor(CACHED_DISTANCES / this.#grid.size));
    this.regions = this.#findRegions(arena);
  }

  /**
   * Where to head for now when walking to `goal`: the farthest place on the way that can be walked to in a straight
   * line. Undefined when no way leads there.
   */
  waypoint(fromX: number, fromY: number, goal: Place): Place | undefined {
    if (this.#grid.straight(fromX, fromY, goal.x, goal.y)) return goal;
    const field = this.#fieldTo(goal);
    if (!field) return undefined;
    const start = this.#grid.nearest(fromX, fromY);
    if (start < 0 || field[start] === UNREACHABLE) return undefined;
    let node = start;
    let best = downhill(this.#links, field, start);
    for (let i = 0; i < LOOK_AHEAD_NODES; i++) {
      const next = downhill(this.#links, field, node);
      if (next === node) break;
      node = next;
      if (this.#grid.straight(fromX, fromY, this.#grid.x(node), this.#grid.y(node))) best = node;
      // The nodes right beside the body may be cut off by a corner it is just passing; farther on, one is enough.
      else if (i > 1) break;
    }
    return { x: this.#grid.x(best), y: this.#grid.y(best) };
  }

  /** Walking distance in u, Infinity when no way leads there. */
  distance(fromX: number, fromY: number, goal: Place): number {
    const start = this.#grid.nearest(fromX, fromY);
    const steps = this.#fieldTo(goal)?.[start] ?? UNREACHABLE;
    return steps === UNREACHABLE ? Infinity : (steps / 10) * NODE_SPACING_U;
  }

  /** The nearest place a body fits in. */
  nearestFree(x: number, y: number): Place | undefined {
    const node = this.#grid.nearest(x, y);
    return node < 0 ? undefined : { x: this.#grid.x(node), y: this.#grid.y(node) };
  }

  #fieldTo(goal: Place): DistanceField | undefined {
    const node = this.#grid.nearest(goal.x, goal.y);
    if (node < 0) return undefined;
    const field = this.#fields.get(node) ?? createDistanceField(this.#links, node);
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

  /** One place per square of the map: the open node nearest to its middle. */
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
        const place = { x: this.#grid.x(node), y: this.#grid.y(node) };
        if (this.distance(place.x, place.y, spawn) < Infinity) regions.push(place);
      }
    }
    return regions.length > 0 ? regions : [...arena.spawns];
  }
}
