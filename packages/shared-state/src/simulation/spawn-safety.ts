import type { Arena, Place } from "../arena/arena.ts";
import { areEnemies, type Fighter } from "./body.ts";
import { squaredDistance } from "./distance.ts";
import type { Random } from "./random.ts";
import type { SpatialGrid } from "./spatial-grid.ts";

/** The id of somebody who is not in the arena: who comes in is an enemy to themselves no more than to their mates. */
const NOBODY = 0;

interface Scene {
  readonly arena: Arena;
  readonly fighters: ReadonlyMap<number, Fighter>;
  readonly grid: SpatialGrid<Fighter>;
}

interface Option extends Place {
  /** From the nearest living enemy, in u squared. */
  squaredDistance: number;
}

/**
 * How safe the spawns of an arena are at a moment. Worked out once for everybody of a team who comes in then: asking each
 * of 1000 bodies about each of 400 spawns, anew for whoever came in, took 20 ms of a tick.
 */
export class SpawnSafety {
  readonly #scene: Scene;
  readonly #byTeam = new Map<number, Option[]>();

  /** Leaves the living in the scene's grid. */
  constructor(scene: Scene) {
    this.#scene = scene;
    scene.grid.clear();
    for (const fighter of scene.fighters.values()) if (fighter.alive) scene.grid.insert(fighter);
  }

  /** One of the better half of a fighter's spawns by distance to the nearest living enemy: safe, but not foreseeable. */
  choose(fighter: Fighter, random: Random): Place {
    let options = this.#byTeam.get(fighter.team);
    if (!options) this.#byTeam.set(fighter.team, (options = this.#optionsOf(fighter)));
    const ranked = options.toSorted((a, b) => b.squaredDistance - a.squaredDistance);
    const choice = ranked[Math.floor(random() * Math.ceil(ranked.length / 2))];
    if (!choice) throw new Error(`arena "${this.#scene.arena.name}" has no spawns`);
    return choice;
  }

  /** Takes in somebody who has come in. */
  add(fighter: Fighter): void {
    const { x, y } = fighter;
    this.#scene.grid.insert(fighter);
    for (const [team, options] of this.#byTeam) {
      if (!areEnemies({ id: NOBODY, team }, fighter)) continue;
      for (const option of options) {
        option.squaredDistance = Math.min(option.squaredDistance, squaredDistance(option, { x, y }));
      }
    }
  }

  #optionsOf({ team }: Fighter): Option[] {
    const { arena, grid } = this.#scene;
    const own = arena.spawns.filter((spawn) => team === 0 || spawn.team === team);
    const isEnemy = (other: Fighter): boolean => areEnemies({ id: NOBODY, team }, other);
    return (own.length > 0 ? own : arena.spawns).map(({ x, y }) => {
      return { x, y, squaredDistance: grid.squaredDistanceToNearest({ x, y }, isEnemy) };
    });
  }
}
