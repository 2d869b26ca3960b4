import { SpatialGrid, type Placed } from "@fray/netcode/core";
import type { Player } from "@fray/shared-state/schema/player";
import type { World } from "@fray/shared-state/simulation/world";

const CELL_U = 8;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The bodies of an arena as of the last tick: who is where, who has jumped there, and who was killed by whom. */
export class Bodies {
  /** Those that have spawned or gone through a teleporter since the tick before: they did not get there on foot. */
  readonly jumped = new Set<Player>();
  readonly #byId = new Map<number, Player>();
  /** How often each had jumped. */
  readonly #jumps = new WeakMap<Player, number>();
  readonly #killers = new Map<number, number>();
  #grid: SpatialGrid<Player>;

  /** `map` gives the size of the arena in u. */
  constructor(map: Size) {
    this.#grid = new SpatialGrid(map.width, map.height, CELL_U);
  }

  /** From now on they are in another arena. */
  enter(map: Size): void {
    this.#grid = new SpatialGrid(map.width, map.height, CELL_U);
  }

  /** Takes in where everybody is after a tick, and who has died in it. */
  update(players: Iterable<Player>, events: World["events"]): void {
    this.jumped.clear();
    this.#byId.clear();
    this.#grid.clear();
    for (const event of events) if (event.type === "death") this.#killers.set(event.victim, event.killer);
    for (const player of players) {
      // One that has not spawned yet is nowhere.
      if (player.lives === 0) continue;
      this.#byId.set(player.id, player);
      this.#grid.insert(player);
      if (player.alive) this.#killers.delete(player.id);
      const jumps = player.lives * 256 + player.teleports;
      if (this.#jumps.get(player) !== jumps) this.jumped.add(player);
      this.#jumps.set(player, jumps);
    }
  }

  /** Forgets a body that has left the arena; until the next tick `query` still finds it. */
  forget(player: Player): void {
    this.#byId.delete(player.id);
    this.#killers.delete(player.id);
  }

  /** The body with that id, once it has spawned. */
  byId(id: number): Player | undefined {
    return this.#byId.get(id);
  }

  /** Who killed a body that is dead, while they are in the arena. */
  killerOf(victim: Player): Player | undefined {
    return this.#byId.get(this.#killers.get(victim.id) ?? 0);
  }

  /** Calls `visit` for everybody up to `reach` off a place in u each way, and some beyond. */
  queryAround(place: Placed, reach: Placed, visit: (player: Player) => void): void {
    this.#grid.queryAround(place, reach, visit);
  }
}
