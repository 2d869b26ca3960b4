import type { Player } from "@fray/shared-state/schema/player";
import type { World } from "@fray/shared-state/simulation/world";

/** The bodies of an arena as of the last tick by id, and who was killed by whom. */
export class Bodies {
  readonly #byId = new Map<number, Player>();
  readonly #killers = new Map<number, number>();

  /** Takes in who is there after a tick, and who has died in it. */
  update(players: Iterable<Player>, events: World["events"]): void {
    this.#byId.clear();
    for (const event of events) if (event.type === "death") this.#killers.set(event.victim, event.killer);
    for (const player of players) {
      // One that has not spawned yet is nowhere.
      if (player.lives === 0) continue;
      this.#byId.set(player.id, player);
      if (player.alive) this.#killers.delete(player.id);
    }
  }

  /** Forgets a body that has left the arena. */
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
}
