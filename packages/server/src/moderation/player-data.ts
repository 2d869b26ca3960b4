import { faultOf } from "../peer-log.ts";
import type { ServerContext } from "../server-context.ts";
import type { Keeper } from "../storage/keeper.ts";

type Services = Pick<ServerContext, "arenas" | "admission" | "moderation" | "replays" | "progress" | "log">;

/** Exports and deletes what a server has of one player. */
export class PlayerData {
  readonly #services: Services;
  readonly #keeper: Keeper | undefined;

  constructor(services: Services, keeper: Keeper | undefined) {
    this.#services = services;
    this.#keeper = keeper;
  }

  /** Returns everything that is stored about a player, as JSON. Throws the database's error. */
  async exportOf(playerId: string): Promise<object> {
    return (await this.#keeper?.ask("exportPlayer", playerId)) ?? { player: { id: playerId } };
  }

  /**
   * Deletes everything that is stored about a player: in the store, and their name in the replays of all nodes that
   * run. They are removed from rooms first, so that no round adds to it. Throws the database's error.
   */
  async delete(playerId: string, { keepsOpenReports }: { readonly keepsOpenReports: boolean }): Promise<void> {
    this.#services.moderation.forget(playerId);
    const person = this.#services.admission.identities.personOf(playerId);
    await this.#keeper?.ask("deletePlayer", { playerId, person, keepsOpenReports });
  }

  /** Removes what this node has outside of the store. */
  forgetHere(playerId: string): void {
    const { arenas, replays, progress, log } = this.#services;
    progress.forget(playerId);
    for (const room of arenas) room.kickPlayer(playerId);
    this.#keeper?.forgetWaiting(playerId);
    replays
      ?.forget(playerId)
      .catch((error: unknown) => log.write("room", "warn", faultOf(error), "a name stays in replays"));
  }
}
