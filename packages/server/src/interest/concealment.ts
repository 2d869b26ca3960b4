import { SpatialGrid, type Placed } from "@fray/netcode/core";
import type { Player } from "@fray/shared-state/schema/player";
import { isHiding, seesHiding } from "@fray/shared-state/simulation/conceal";
import type { World } from "@fray/shared-state/simulation/world";

const CELL_U = 8;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Decides which bodies are hidden in a bush, and from which clients. */
export class Concealment {
  #hidden = new Set<Player>();
  #hiddenBefore = new Set<Player>();
  /** Bodies that are hidden now or were in the previous tick, by position. */
  #affected: SpatialGrid<Player>;

  /** `map` gives the size of the arena in u. */
  constructor(map: Size) {
    this.#affected = new SpatialGrid(map.width, map.height, CELL_U);
  }

  /** Switches to another arena. */
  enter(map: Size): void {
    this.#affected = new SpatialGrid(map.width, map.height, CELL_U);
  }

  /** Records the positions after a tick. */
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

  /** Removes a body that has left the arena. */
  forget(player: Player): void {
    this.#hidden.delete(player);
    this.#hiddenBefore.delete(player);
  }

  /** Whether a body is hidden from the body `viewer`. A spectator has no body. */
  hides(body: Player, viewer: Player | undefined): boolean {
    return this.#hidden.has(body) && !(viewer && seesHiding(viewer, body));
  }

  /**
   * Calls `visit` for bodies within `reach` u of a place in each direction, and some beyond, that are hidden now or
   * were in the previous tick. Their visibility to clients may have changed.
   */
  queryAround(place: Placed, reach: Placed, visit: (body: Player) => void): void {
    this.#affected.queryAround(place, reach, visit);
  }
}
