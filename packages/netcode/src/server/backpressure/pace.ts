import type { Client } from "@colyseus/core";

/**
 * Decides whether a client receives the current patch. A client that is skipped receives what it missed with its next
 * patch.
 */
export type IsDue = (client: Client) => boolean;

/** Decides which patches of a room one client receives. */
export class Pace {
  /** Only every n-th patch is sent, n being this number. No patch is sent when the number is infinite. */
  every = 1;
  /** Patches that were skipped. */
  heldPatches = 0;
  /** Spreads the clients that receive every n-th patch over n patches. */
  readonly #phase: number;

  constructor(phase: number) {
    this.#phase = phase;
  }

  isDue(patch: number): boolean {
    return this.every !== Infinity && (patch + this.#phase) % this.every === 0;
  }
}
