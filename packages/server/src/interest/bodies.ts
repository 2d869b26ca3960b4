import type { Player } from "@fray/shared-state/schema/player";
import type { World } from "@fray/shared-state/simulation/world";

/** The bodies of an arena after the last tick by id, and the killers of dead bodies. */
export class Bodies {
  readonly #byId = new Map<number, Player>();
  readonly #killers = new Map<number, number>();

  /** Records the bodies that exist after a tick, and the deaths in it. */
  update(players: Iterable<Player>, events: World["events"]): void {
    this.#byId.clear();
    for (const event of events) if (event.type === "death") this.#killers.set(event.victim, event.killer);
    for (const player of players) {
      // A body that has not spawned yet has no position.
      if (player.lives === 0) continue;
      this.#byId.set(player.id, player);
      if (player.alive) this.#killers.delete(player.id);
    }
  }

  /** Removes a body that has left the arena. */
  forget(player: Player): void {
    this.#byId.delete(player.id);
    this.#killers.delete(player.id);
  }

  /** Returns the body with that id, once it has spawned. */
  byId(id: number): Player | undefined {
    return this.#byId.get(id);
  }

  /** Returns the killer of a dead body, while the killer is in the arena. */
  killerOf(victim: Player): Player | undefined {
    return this.#byId.get(this.#killers.get(victim.id) ?? 0);
  }
}
