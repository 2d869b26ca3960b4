import type { Data } from "@colyseus/schema";
import type { InputHandle, Room } from "@colyseus/sdk";
import { Predict } from "@colyseus/sdk/predict";

import { paceDepth } from "../transport/transport-client.ts";
import { InputClock } from "./input-clock.ts";

/** The depth at which the pace stays as it is. */
const NO_CHANGE_DEPTH = 1;

/** Sends one input for each step, at the pace at which the server consumes them. */
export class InputSender<I> {
  /** The SDK's prediction of this room. */
  readonly predict: Predict;
  readonly handle: InputHandle<I>;
  readonly #room: Pick<Room, "connection">;
  readonly #clock = new InputClock();

  constructor(room: Room, handle: InputHandle<I>) {
    this.#room = room;
    this.predict = Predict.get(room);
    this.handle = handle;
  }

  /** Milliseconds per step, as announced by the server. */
  get stepMs(): number {
    const { stepMs } = this.handle;
    if (stepMs === undefined) throw new Error("the server did not announce its tick rate");
    return stepMs;
  }

  /**
   * Advances to local time `now` in ms and sends an input for each step that is due. `fill` writes the input. `body`
   * is the own body in the newest state. Without a body nothing is sent.
   */
  advance(now: number, body: { readonly inputDepth: number } | undefined, fill: (data: Data<I>) => void): void {
    const depth = body ? paceDepth(this.#room, body.inputDepth) : NO_CHANGE_DEPTH;
    const steps = this.predict.tick(this.#clock.advance(now, depth));
    if (!body) return;
    for (let step = 0; step < steps; step++) {
      fill(this.handle.data);
      this.handle.send();
    }
  }
}
