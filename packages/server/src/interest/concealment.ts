import type { Player } from "@fray/shared-state/schema/player";
import { areEnemies } from "@fray/shared-state/simulation/body";
import { BUSH_SIGHT_U, REVEAL_S, stepsIn } from "@fray/shared-state/simulation/rules";
import type { World } from "@fray/shared-state/simulation/world";

/** Who hides in a bush, and from whom. */
export class Concealment {
  #hidden = new Set<Player>();
  #hiddenBefore = new Set<Player>();

  /** Takes in where everybody is after a tick. */
  update(players: Iterable<Player>, { tick, dt, arena }: Pick<World, "tick" | "dt" | "arena">): void {
    [this.#hidden, this.#hiddenBefore] = [this.#hiddenBefore, this.#hidden];
    this.#hidden.clear();
    const revealTicks = stepsIn(REVEAL_S, dt);
    for (const player of players) {
      if (!player.alive || isGivenAway(player, tick, revealTicks)) continue;
      if (arena.isInBush(player.x, player.y)) this.#hidden.add(player);
    }
  }

  /** Forgets a body that has left the arena. */
  forget(player: Player): void {
    this.#hidden.delete(player);
    this.#hiddenBefore.delete(player);
  }

  /** Whether a body can't be seen by whoever looks with those eyes; a camera that nobody carries has none. */
  hides(body: Player, eyes: Player | undefined): boolean {
    if (!this.#hidden.has(body)) return false;
    if (!eyes) return true;
    if (!areEnemies(body, eyes)) return false;
    return (body.x - eyes.x) ** 2 + (body.y - eyes.y) ** 2 > BUSH_SIGHT_U ** 2;
  }

  /** Calls `visit` for those who are hidden or were in the tick before: others may have to be shown them, or not any more. */
  eachAffected(visit: (body: Player) => void): void {
    for (const body of this.#hidden) visit(body);
    for (const body of this.#hiddenBefore) if (!this.#hidden.has(body)) visit(body);
  }
}

/**
 * Firing and being hurt give a body away for a while. So does the shield of who has just spawned: a shot that it stops is
 * told to everybody around, and would tell them where it was stopped.
 */
const isGivenAway = ({ firedTick, hurtTick, shielded }: Player, tick: number, revealTicks: number): boolean =>
  shielded || tick - Math.max(firedTick, hurtTick) <= revealTicks;
