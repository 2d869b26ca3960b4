import type { Data } from "@colyseus/schema";
import type { InputHandle } from "@colyseus/sdk";
import type { Predict } from "@colyseus/sdk/predict";

import { InputClock } from "./input-clock.ts";

/** What a server that finds every input in time reports: nothing to change about the pace. */
const NO_CHANGE_DEPTH = 1;

/** Sends one input for each step, at the pace at which the server needs them. */
export class InputSender<I> {
  /** The room's own. */
  readonly predict: Predict;
  readonly handle: InputHandle<I>;
  readonly #clock = new InputClock();

  constructor(predict: Predict, handle: InputHandle<I>) {
    this.predict = predict;
    this.handle = handle;
  }

  /** Milliseconds per step, as the server says. */
  get stepMs(): number {
    const { stepMs } = this.handle;
    if (stepMs === undefined) throw new Error("the server does not say how often it ticks");
    return stepMs;
  }

  /**
   * Moves on to local time `now` in ms, and sends an input for every step that is due, as `fill` writes it. `body` is the own body
   * in the newest state; without one nothing is sent.
   */
  advance(now: number, body: { readonly inputDepth: number } | undefined, fill: (data: Data<I>) => void): void {
    const steps = this.predict.tick(this.#clock.advance(now, body?.inputDepth ?? NO_CHANGE_DEPTH));
    if (!body) return;
    for (let step = 0; step < steps; step++) {
      fill(this.handle.data);
      this.handle.send();
    }
  }
}
