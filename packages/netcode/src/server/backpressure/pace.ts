import type { Client } from "@colyseus/core";

/** Whether a client is sent the patch that is being made. Who is passed over is sent what it missed with its next one. */
export type IsDue = (client: Client) => boolean;

/** Which of the patches of a room one client is sent. */
export class Pace {
  /** One in how many; none when infinite. */
  every = 1;
  /** Patches that were not sent in their turn. */
  heldPatches = 0;
  /** Spreads those who are sent every n-th patch over n of them. */
  readonly #phase: number;

  constructor(phase: number) {
    this.#phase = phase;
  }

  isDue(patch: number): boolean {
    return this.every !== Infinity && (patch + this.#phase) % this.every === 0;
  }
}
