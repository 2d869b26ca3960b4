import { squaredDistance, type Random, type SpatialGrid } from "@fray/netcode/core";

import type { Arena, Place } from "../arena/arena.ts";
import { areEnemies, type Fighter } from "./body.ts";

/** An id that no body in the arena has. A body that comes in counts as an enemy neither to itself nor to its mates. */
const NOBODY = 0;

interface Option extends Place {
  /** Square of the distance to the nearest living enemy, in u squared. */
  squaredDistance: number;
}

/**
 * Rates how safe the spawns of an arena are. The ratings are computed once for all bodies of a team that spawn at the
 * same moment. Comparing each of 1000 bodies with each of 400 spawns again for every spawning body took 20 ms of a
 * tick.
 */
export class SpawnSafety {
  readonly #arena: Arena;
  readonly #grid: SpatialGrid<Fighter>;
  /** Ratings by team. The lists are reused for the next moment. */
  readonly #byTeam = new Map<number, Option[]>();
  /** Teams whose ratings are up to date. */
  readonly #current = new Set<number>();

  /** `grid` contains the living bodies. */
  constructor(arena: Arena, grid: SpatialGrid<Fighter>) {
    this.#arena = arena;
    this.#grid = grid;
  }

  /** Begins a new moment: puts the living bodies into the grid. */
  begin(fighters: Iterable<Fighter>): void {
    this.#current.clear();
    this.#grid.clear();
    for (const fighter of fighters) if (fighter.alive) this.#grid.insert(fighter);
  }

  /**
   * Chooses one of the better half of a team's spawns by distance to the nearest living enemy: safe, but not
   * predictable.
   */
  choose(team: number, random: Random): Place {
    const ranked = this.#optionsOf(team).toSorted((a, b) => b.squaredDistance - a.squaredDistance);
    const choice = ranked[Math.floor(random() * Math.ceil(ranked.length / 2))];
    if (!choice) throw new Error(`arena "${this.#arena.name}" has no spawns`);
    return choice;
  }

  /** Adds a body that has just spawned. */
  add(fighter: Fighter): void {
    this.#grid.insert(fighter);
    for (const team of this.#current) {
      if (!areEnemies({ id: NOBODY, team }, fighter)) continue;
      for (const option of this.#optionsOf(team)) {
        option.squaredDistance = Math.min(option.squaredDistance, squaredDistance(option, fighter));
      }
    }
  }

  #optionsOf(team: number): readonly Option[] {
    let options = this.#byTeam.get(team);
    if (!options) this.#byTeam.set(team, (options = this.#spawnsOf(team)));
    if (this.#current.has(team)) return options;
    this.#current.add(team);
    const side = { id: NOBODY, team };
    const isEnemy = (other: Fighter): boolean => areEnemies(side, other);
    for (const option of options) option.squaredDistance = this.#grid.squaredDistanceToNearest(option, isEnemy);
    return options;
  }

  #spawnsOf(team: number): Option[] {
    const { spawns } = this.#arena;
    const own = spawns.filter((spawn) => team === 0 || spawn.team === team);
    return (own.length > 0 ? own : spawns).map(({ x, y }) => ({ x, y, squaredDistance: Infinity }));
  }
}
