import type { Runtime, Timer } from "@fray/netcode/core";
import type { Game as PhaserGame } from "phaser";

/** A picture is drawn at least this often, so that a gamepad is read while a replay does not answer. */
const MOST_MS = 250;

/**
 * Stops the drawing of a picture that stands still, while the worker seeks another moment: where the browser draws in
 * software, both need the same processors, and the new picture would wait for those before it.
 */
export class DrawingRest {
  readonly #runtime: Runtime;
  readonly #phaser: Pick<PhaserGame, "pause" | "resume">;
  #limit: Timer | undefined;

  constructor(runtime: Runtime, phaser: Pick<PhaserGame, "pause" | "resume">) {
    this.#runtime = runtime;
    this.#phaser = phaser;
  }

  begin(): void {
    this.#phaser.pause();
    this.#limit?.cancel();
    this.#limit = this.#runtime.setTimeout(() => this.end(), MOST_MS);
  }

  end(): void {
    this.#limit?.cancel();
    this.#phaser.resume();
  }
}
