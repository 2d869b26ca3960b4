import type { TickLoop } from "@fray/netcode/server";

/** Time with nobody but the host's own bots after which a room rests, in ms. */
const REST_AFTER_MS = 5000;

interface Resting {
  readonly loop: TickLoop;
  /** Whether the host's own bots are alone in the room. */
  readonly areBotsAlone: () => boolean;
}

/**
 * Stops the ticks of a room in which bots fight nobody: they cost a tenth of a core. Bots that receive no patches do
 * nothing. The next join lets the fight go on where it was.
 */
export class Rest {
  readonly #room: Resting;
  readonly #ticksBefore: number;
  #ticks = 0;

  constructor(room: Resting) {
    this.#room = room;
    this.#ticksBefore = REST_AFTER_MS / room.loop.stepMs;
  }

  /** Call it at the end of each tick. */
  considerRest(): void {
    const { loop, areBotsAlone } = this.#room;
    this.#ticks = areBotsAlone() ? this.#ticks + 1 : 0;
    if (this.#ticks >= this.#ticksBefore) loop.stop();
  }

  /** Call it when somebody joins. */
  wake(): void {
    this.#ticks = 0;
    if (!this.#room.loop.isRunning) this.#room.loop.start();
  }
}
