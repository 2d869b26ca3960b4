import type { InputHandle, Room } from "@colyseus/sdk";
import type { Predict } from "@colyseus/sdk/predict";
import { InputSender } from "@fray/netcode/client";
import type { Arena } from "@fray/shared-state/arena/arena";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { BUTTON, type Input, type InputFrame } from "@fray/shared-state/schema/input-frame";

import type { OwnTrace } from "../trace/own-trace.ts";
import type { BodyView, ClientEvent } from "./frame.ts";
import { OwnBody } from "./own-body.ts";
import { OwnPickups } from "./own-pickups.ts";
import { OwnShots } from "./own-shots.ts";
import type { ShotTracker } from "./shot-tracker.ts";

/** Input depth of a spectator: without a body there are no inputs. */
const NO_INPUT_DEPTH = 1;

interface Surroundings {
  readonly room: Room<unknown, ArenaState>;
  readonly input: InputHandle<InputFrame>;
  readonly selfId: number;
  readonly tracker: ShotTracker;
  readonly clientEvents: ClientEvent[];
  /** The map of the current round. */
  readonly arena: () => Arena;
  /** Notes what is predicted. */
  readonly trace: OwnTrace;
  /** Other bodies as they are drawn. */
  bodies(): readonly BodyView[];
  /** Local time in ms. */
  now(): number;
}

/**
 * The player's own side of the game, ahead of the server: inputs, and the body, shots and pickups that follow from
 * them.
 */
export class Prediction {
  readonly body: OwnBody;
  readonly shots: OwnShots;
  readonly pickups: OwnPickups;
  readonly #room: Room<unknown, ArenaState>;
  readonly #input: InputHandle<InputFrame>;
  readonly #predict: Predict;
  readonly #sender: InputSender<InputFrame>;
  /** Buttons pressed since the last sent step, so that a tap between two steps still counts. */
  #pressed = 0;

  constructor(around: Surroundings) {
    const { room, input, selfId, clientEvents } = around;
    this.#room = room;
    this.#input = input;
    this.#sender = new InputSender(room, input);
    this.#predict = this.#sender.predict;
    this.shots = new OwnShots(this.#predict, around);
    const player = () => this.body.player;
    this.pickups = new OwnPickups(this.#predict, { state: room.state, selfId, clientEvents, player });
    this.body = new OwnBody({
      predict: this.#predict,
      input,
      selfId,
      shots: this.shots.predicted,
      blasts: this.shots.blasts,
      pickups: this.pickups,
      arena: around.arena,
      onStep: (seq, frame, body) => around.trace.step(around.now(), seq, frame, body),
    });
    this.receive(true);
  }

  /** The last input that the server had taken in the newest patch. */
  get acknowledged(): number {
    return this.#input.lastProcessed;
  }

  /** Inputs sent that the server has not acknowledged yet. */
  get unacknowledged(): number {
    return this.#input.pendingCount;
  }

  /** Smallest number of queued inputs that the server reported recently. */
  get inputDepth(): number {
    return this.body.player?.inputDepth ?? NO_INPUT_DEPTH;
  }

  /** Reads a patch. `isFresh`: a round began with it, so pending predictions are invalid. */
  receive(isFresh: boolean): void {
    const { state, sessionId } = this.#room;
    if (isFresh) this.shots.clear();
    this.pickups.receive(isFresh);
    this.body.receive(state.players.get(sessionId));
  }

  /**
   * Advances to local time `now` in ms, and sends `input` for every step that is due. `shownAt` is the server time at
   * which others are shown.
   */
  advance(now: number, input: Input, shownAt: number): void {
    this.#declareView(shownAt);
    const { player } = this.body;
    if (player) this.#pressed |= input.buttons;
    this.#sender.advance(now, player, (data) => {
      data.moveX = input.moveX;
      data.moveY = input.moveY;
      data.aim = input.aim;
      data.buttons = this.#pressed;
      this.#pressed = input.buttons;
    });
    this.body.advance(now);
  }

  /**
   * Whether an input with these buttons may fire a rail. The server judges rail shots by where the player saw the
   * others.
   */
  mayRail(buttons: number): boolean {
    return (buttons & BUTTON.special) !== 0 || this.body.body.railCharge > 0;
  }

  /** A new connection numbers its inputs from the start again. */
  reset(): void {
    this.body.reset();
    this.shots.clear();
    this.pickups.predicted.clear();
  }

  /**
   * Makes the SDK stamp inputs with the time at which others are shown: the SDK subtracts this delay and half a round
   * trip from its estimate of the server's clock.
   */
  #declareView(shownAt: number): void {
    const { clock } = this.#room;
    const delay = clock.serverNow() - clock.smoothedRtt() / 2 - shownAt;
    this.#predict.setDefaults({ mode: "lerp", delay: Math.max(0, delay) });
  }
}
