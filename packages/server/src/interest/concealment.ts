import type { Player } from "@fray/shared-state/schema/player";
import { isHiding, seesHiding } from "@fray/shared-state/simulation/conceal";
import type { World } from "@fray/shared-state/simulation/world";

/** Who hides in a bush, and from whom. */
export class Concealment {
  #hidden = new Set<Player>();
  #hiddenBefore = new Set<Player>();

  /** Takes in where everybody is after a tick. */
  update(players: Iterable<Player>, world: Pick<World, "tick" | "dt" | "arena">): void {
    [this.#hidden, this.#hiddenBefore] = [this.#hiddenBefore, this.#hidden];
    this.#hidden.clear();
    for (const player of players) if (isHiding(world, player)) this.#hidden.add(player);
  }

  /** Forgets a body that has left the arena. */
  forget(player: Player): void {
    this.#hidden.delete(player);
    this.#hiddenBefore.delete(player);
  }

  /** Whether a body can't be seen by whoever looks with those eyes; a camera that nobody carries has none. */
  hides(body: Player, eyes: Player | undefined): boolean {
    return this.#hidden.has(body) && !(eyes && seesHiding(eyes, body));
  }

  /** Calls `visit` for those who are hidden or were in the tick before: others may have to be shown them, or not any more. */
  eachAffected(visit: (body: Player) => void): void {
    for (const body of this.#hidden) visit(body);
    for (const body of this.#hiddenBefore) if (!this.#hidden.has(body)) visit(body);
  }
}
