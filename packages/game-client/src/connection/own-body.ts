import type { Data } from "@colyseus/schema";
import type { InputHandle } from "@colyseus/sdk";
import type { Predict, PredictedEventChannel, SimReconciler } from "@colyseus/sdk/predict";
import type { Arena } from "@fray/shared-state/arena/arena";
import type { InputFrame } from "@fray/shared-state/schema/input-frame";
import type { Player } from "@fray/shared-state/schema/player";
import { copyBody, type Body } from "@fray/shared-state/simulation/body";
import { createShots, type ShotBirth } from "@fray/shared-state/simulation/shot";
import { stepPlayer } from "@fray/shared-state/simulation/step-player";

import { CorrectionEase } from "./correction-ease.ts";
import type { OwnPickups } from "./own-pickups.ts";
import type { Volley } from "./own-shots.ts";

type Pose = Record<"x" | "y", number>;

/**
 * The player's own body, predicted: it answers in the frame a key is pressed, by the rules the server runs, and is
 * rewound to the server's word and replayed when that arrives.
 */
export class OwnBody {
  /** Times the server's word differed from the prediction in anything, and the largest distance between them in u. */
  readonly corrections = { count: 0, largest: 0 };
  readonly #sim: SimReconciler<Data<InputFrame>, Pose, { body: Body }>;
  readonly #player: Player;
  readonly #input: InputHandle<InputFrame>;
  /** The server's body after the input it has acknowledged last. */
  #truth: Body;
  #acknowledged = -1;
  /** What was predicted, and drawn, before it took in the server's last word. */
  #predicted: Body;
  #drawn: Pose = { x: 0, y: 0 };
  #lives: number;
  readonly #ease = new CorrectionEase();

  /** `player` is the server's word on it. Shots the prediction fires go to `shots`. */
  constructor(options: {
    predict: Predict;
    input: InputHandle<InputFrame>;
    player: Player;
    arena: Arena;
    shots: PredictedEventChannel<Volley>;
    pickups: OwnPickups;
  }) {
    const { predict, input, player, arena, shots, pickups } = options;
    this.#player = player;
    this.#input = input;
    this.#truth = copyBody(player);
    this.#predicted = this.#truth;
    this.#lives = player.lives;
    this.#sim = predict.sim<InputFrame, Pose, { body: Body }>({
      input,
      // A plain copy rather than a bound instance: only the position is to be smoothed, not every counter.
      world: { body: copyBody(player) },
      adopt: ({ body }) => {
        this.#predicted = copyBody(body);
        this.#drawn = { x: this.x, y: this.y };
        Object.assign(body, this.#truth);
      },
      pose: ({ body }) => ({ x: body.x, y: body.y }),
      step: (context, { body }, frame) => {
        const weapon = stepPlayer(body, frame, context.dt, arena);
        const taken = pickups.takenBy(body);
        if (taken !== undefined) context.predict(pickups.predicted, taken);
        if (!weapon) return;
        const { x, y, aim: angle } = body;
        const birth: ShotBirth = { owner: player.id, seq: context.tick, weapon, x, y, angle, bornTick: 0 };
        context.predict(shots, { birth, shots: createShots(arena, birth) });
      },
      // Corrections jump here and are eased in `CorrectionEase`, which knows how fast a body may seem to move.
      smoothMs: 0,
      snap: Number.MIN_VALUE,
      onReconcile: () => this.#noteCorrection(),
    });
  }

  /** Where to draw it: between steps, corrections easing out. */
  get x(): number {
    return this.#sim.value("x") + this.#ease.x;
  }

  get y(): number {
    return this.#sim.value("y") + this.#ease.y;
  }

  /** Moves on to local time `now` in ms; call once a frame, before drawing. */
  advance(now: number): void {
    this.#ease.advance(now);
  }

  /** Exactly what is predicted, for decisions and read-outs. */
  get body(): Readonly<Body> {
    return this.#sim.world.body;
  }

  /**
   * Takes in a patch. A server that had no input in time shows the body moved on provisionally, which is not its word:
   * only a patch that acknowledges an input says where the inputs have led. Several may arrive between two frames.
   */
  receive(): void {
    if (this.#input.lastProcessed === this.#acknowledged) return;
    this.#acknowledged = this.#input.lastProcessed;
    this.#truth = copyBody(this.#player);
  }

  /** A new line counts its inputs anew. */
  reset(): void {
    this.#acknowledged = -1;
  }

  /** Counted here: the SDK's own gauge includes what is left of earlier corrections while they ease out. */
  #noteCorrection(): void {
    const { body } = this;
    const hasRespawned = this.#lives !== this.#player.lives;
    this.#lives = this.#player.lives;
    // The server's business, and no fault of the prediction.
    if (hasRespawned) this.#ease.clear();
    if (hasRespawned || !body.alive || !this.#predicted.alive || sameBody(body, this.#predicted)) return;
    this.corrections.count++;
    const off = Math.hypot(body.x - this.#predicted.x, body.y - this.#predicted.y);
    this.corrections.largest = Math.max(this.corrections.largest, off);
    this.#ease.absorb(this.x - this.#drawn.x, this.y - this.#drawn.y);
  }
}

const sameBody = (a: Readonly<Body>, b: Readonly<Body>): boolean =>
  a.x === b.x &&
  a.y === b.y &&
  a.vx === b.vx &&
  a.vy === b.vy &&
  a.dashCooldown === b.dashCooldown &&
  a.fireCooldown === b.fireCooldown &&
  a.ammo === b.ammo &&
  a.reloadSteps === b.reloadSteps &&
  a.railCharge === b.railCharge &&
  a.special === b.special &&
  a.specialAmmo === b.specialAmmo &&
  a.specialCooldown === b.specialCooldown &&
  a.teleports === b.teleports;
