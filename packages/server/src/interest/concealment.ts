import { SpatialGrid, type Placed } from "@fray/netcode/core";
import type { Player } from "@fray/shared-state/schema/player";
import { isHiding, seesHiding } from "@fray/shared-state/simulation/conceal";
import type { World } from "@fray/shared-state/simulation/world";

const CELL_U = 8;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Who hides in a bush, and from whom. */
export class Concealment {
  #hidden = new Set<Player>();
  #hiddenBefore = new Set<Player>();
  /** Those who are hidden or were in the tick before, by where they are. */
  #affected: SpatialGrid<Player>;

  /** `map` gives the size of the arena in u. */
  constructor(map: Size) {
    this.#affected = new SpatialGrid(map.width, map.height, CELL_U);
  }

  /** From now on they are in another arena. */
  enter(map: Size): void {
    this.#affected = new SpatialGrid(map.width, map.height, CELL_U);
  }

  /** Takes in where everybody is after a tick. */
  update(players: Iterable<Player>, world: Pick<World, "tick" | "dt" | "arena">): void {
    [this.#hidden, this.#hiddenBefore] = [this.#hiddenBefore, this.#hidden];
    this.#hidden.clear();
    this.#affected.clear();
    for (const player of players) {
      if (isHiding(world, player)) this.#hidden.add(player);
      else if (!this.#hiddenBefore.has(player)) continue;
      this.#affected.insert(player);
    }
  }

  /** Forgets a body that has left the arena. */
  forget(player: Player): void {
    this.#hidden.delete(player);
    this.#hiddenBefore.delete(player);
  }

  /** Whether a body can't be seen by whoever looks with those eyes; a spectator has none. */
  hides(body: Player, eyes: Player | undefined): boolean {
    return this.#hidden.has(body) && !(eyes && seesHiding(eyes, body));
  }

  /**
   * Calls `visit` for those up to `reach` off a place in u each way, and some beyond, who are hidden or were in the tick
   * before: others may have to be shown them, or not any more.
   */
  queryAround(place: Placed, reach: Placed, visit: (body: Player) => void): void {
    this.#affected.queryAround(place, reach, visit);
  }
}
