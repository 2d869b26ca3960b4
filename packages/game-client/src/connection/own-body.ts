import type { Data } from "@colyseus/schema";
import type { InputHandle } from "@colyseus/sdk";
import type { Predict, PredictedEventChannel, SimReconciler } from "@colyseus/sdk/predict";
import type { Arena } from "@fray/shared-state/arena/arena";
import { predictedNames } from "@fray/shared-state/schema/body-fields";
import type { InputFrame } from "@fray/shared-state/schema/input-frame";
import type { Player } from "@fray/shared-state/schema/player";
import { copyBody, createFighter, type Body } from "@fray/shared-state/simulation/body";
import { createShots, type ShotBirth } from "@fray/shared-state/simulation/shot";
import { stepPlayer } from "@fray/shared-state/simulation/step-player";

import { CorrectionEase } from "./correction-ease.ts";
import type { OwnBlasts } from "./own-blasts.ts";
import type { OwnPickups } from "./own-pickups.ts";
import type { Volley } from "./own-shots.ts";

/** Where the body is, and how often it has been moved there by a teleporter. */
type Pose = Record<"x" | "y" | "teleports", number>;

interface Surroundings {
  readonly predict: Predict;
  readonly input: InputHandle<InputFrame>;
  readonly selfId: number;
  /** Takes the shots that the prediction fires. */
  readonly shots: PredictedEventChannel<Volley>;
  readonly blasts: OwnBlasts;
  readonly pickups: OwnPickups;
  /** The map that is played now. */
  readonly arena: () => Arena;
}

/** What is predicted of a spectator: nothing. */
const NOBODY: Readonly<Body> = copyBody(createFighter(0));

/**
 * The player's own body, predicted: it answers in the frame a key is pressed, by the rules the server runs, and is
 * rewound to the server's word and replayed when that arrives. A spectator has none; it may come and go.
 */
export class OwnBody {
  /** Times the server's word differed from the prediction in anything, and the largest distance between them in u. */
  readonly corrections = { count: 0, largest: 0 };
  readonly #sim: SimReconciler<Data<InputFrame>, Pose, { body: Body }>;
  readonly #input: InputHandle<InputFrame>;
  readonly #pickups: OwnPickups;
  #player: Player | undefined;
  /** The server's body after the input it has acknowledged last. */
  #truth: Readonly<Body> = NOBODY;
  #acknowledged = -1;
  /** What was predicted, and drawn, before it took in the server's last word. */
  #predicted: Readonly<Body> = NOBODY;
  #drawn = { x: 0, y: 0 };
  #lives = 0;
  readonly #ease = new CorrectionEase();

  constructor({ predict, input, selfId, shots, blasts, pickups, arena }: Surroundings) {
    this.#input = input;
    this.#pickups = pickups;
    this.#sim = predict.sim<InputFrame, Pose, { body: Body }>({
      input,
      // A plain copy rather than a bound instance: only the position is to be smoothed, not every counter.
      world: { body: copyBody(NOBODY) },
      adopt: ({ body }) => {
        this.#predicted = copyBody(body);
        this.#drawn = { x: this.x, y: this.y };
        Object.assign(body, this.#truth);
      },
      pose: ({ body }) => ({ x: body.x, y: body.y, teleports: body.teleports }),
      interpolate: between,
      step: (context, { body }, frame) => {
        const { teleports } = body;
        const weapon = stepPlayer(body, frame, { dt: context.dt, arena: arena() });
        if (body.teleports !== teleports) this.#ease.clear();
        const taken = pickups.takenBy(body);
        if (taken !== undefined) context.predict(pickups.predicted, taken);
        if (weapon) {
          const { x, y, aim: angle } = body;
          const birth: ShotBirth = { owner: selfId, seq: context.tick, weapon, x, y, angle, bornTick: 0 };
          const volley = { birth, shots: createShots(arena(), birth) };
          context.predict(shots, volley);
          blasts.note(volley.shots);
        }
        blasts.step(body, context.tick, context.dt, arena());
      },
      // Corrections jump here and are eased in `CorrectionEase`, which knows how fast a body may seem to move.
      smoothMs: 0,
      snap: Number.MIN_VALUE,
      onReconcile: () => this.#noteCorrection(),
    });
  }

  /** The server's word on it; undefined for a spectator. */
  get player(): Player | undefined {
    return this.#player;
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
  receive(player: Player | undefined): void {
    if (player !== this.#player) this.#embody(player);
    if (!player || this.#input.lastProcessed === this.#acknowledged) return;
    this.#acknowledged = this.#input.lastProcessed;
    this.#truth = copyBody(player);
  }

  /** A new line counts its inputs anew. */
  reset(): void {
    this.#acknowledged = -1;
  }

  /** Another body, or none: nothing of the last one is carried over. */
  #embody(player: Player | undefined): void {
    this.#player = player;
    this.#truth = player ? copyBody(player) : NOBODY;
    this.#lives = player?.lives ?? 0;
    this.#acknowledged = -1;
    this.#ease.clear();
    this.#sim.reset();
  }

  /** Counted here: the SDK's own gauge includes what is left of earlier corrections while they ease out. */
  #noteCorrection(): void {
    const { body } = this;
    const wasGiven = this.#pickups.takeGift();
    const hasRespawned = this.#lives !== this.#player?.lives;
    this.#lives = this.#player?.lives ?? 0;
    // The server's business, and no fault of the prediction.
    if (hasRespawned) this.#ease.clear();
    if (hasRespawned || !body.alive || !this.#predicted.alive) return;
    if (hasSameMotion(body, this.#predicted) && (wasGiven || hasSameArms(body, this.#predicted))) return;
    this.corrections.count++;
    const off = Math.hypot(body.x - this.#predicted.x, body.y - this.#predicted.y);
    this.corrections.largest = Math.max(this.corrections.largest, off);
    if (body.teleports === this.#predicted.teleports) this.#ease.absorb(this.x - this.#drawn.x, this.y - this.#drawn.y);
    else this.#ease.clear();
  }
}

/** A place between two steps; there is none on the way through a teleporter. */
function between(from: Pose, to: Pose, share: number): Pose {
  if (from.teleports !== to.teleports) return to;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, teleports: to.teleports };
}

/** Whether two bodies are the same in the fields whose prediction goes wrong in that way. */
function sameIn(way: "motion" | "arms"): (a: Readonly<Body>, b: Readonly<Body>) => boolean {
  const names = predictedNames(way);
  return (a, b) => names.every((name) => a[name] === b[name]);
}

const hasSameMotion = sameIn("motion");
const hasSameArms = sameIn("arms");
