import type { Data } from "@colyseus/schema";
import type { InputHandle } from "@colyseus/sdk";
import type { Predict, PredictedEventChannel, SimReconciler } from "@colyseus/sdk/predict";
import type { Arena } from "@fray/shared-state/arena/arena";
import type { InputFrame } from "@fray/shared-state/schema/input-frame";
import type { Player } from "@fray/shared-state/schema/player";
import { copyBody, type Body } from "@fray/shared-state/simulation/body";
import { createShot, type Shot } from "@fray/shared-state/simulation/shot";
import { stepPlayer } from "@fray/shared-state/simulation/step-player";

import type { OwnPickups } from "./own-pickups.ts";

/** Corrections ease out over about this long. */
const SMOOTHING_MS = 80;
/** Corrections of more than two bodies are teleports and are not eased. */
const SNAP_U = 2;

type Pose = Record<"x" | "y", number>;

/**
 * The player's own body, predicted: it answers in the frame a key is pressed, by the rules the server runs, and is
 * rewound to the server's word and replayed when that arrives.
 */
export class OwnBody {
  /** Times the server's word differed from the prediction, and the largest difference in u. */
  readonly corrections = { count: 0, largest: 0 };
  readonly #sim: SimReconciler<Data<InputFrame>, Pose, { body: Body }>;
  /** Where the prediction had the body before it took in the server's last word. */
  #predicted: Pose = { x: 0, y: 0 };

  /** `player` is the server's word on it. Shots the prediction fires go to `shots`. */
  constructor(options: {
    predict: Predict;
    input: InputHandle<InputFrame>;
    player: Player;
    arena: Arena;
    shots: PredictedEventChannel<Shot>;
    pickups: OwnPickups;
  }) {
    const { predict, input, player, arena, shots, pickups } = options;
    this.#sim = predict.sim<InputFrame, Pose, { body: Body }>({
      input,
      // A plain copy rather than a bound instance: only the position is to be smoothed, not every counter.
      world: { body: copyBody(player) },
      adopt: ({ body }) => {
        this.#predicted = { x: body.x, y: body.y };
        Object.assign(body, copyBody(player));
      },
      pose: ({ body }) => ({ x: body.x, y: body.y }),
      step: (context, { body }, frame) => {
        const weapon = stepPlayer(body, frame, context.dt, arena);
        const taken = pickups.takenBy(body);
        if (taken !== undefined) context.predict(pickups.predicted, taken);
        if (!weapon) return;
        const { x, y, aim: angle } = body;
        const birth = { owner: player.id, seq: context.tick, weapon, x, y, angle, bornTick: 0 };
        context.predict(shots, createShot(arena, birth));
      },
      smoothMs: SMOOTHING_MS,
      snap: SNAP_U,
      onReconcile: () => this.#noteCorrection(),
    });
  }

  /** Where to draw it: between steps, corrections easing out. */
  get x(): number {
    return this.#sim.value("x");
  }

  get y(): number {
    return this.#sim.value("y");
  }

  /** Exactly what is predicted, for decisions and read-outs. */
  get body(): Readonly<Body> {
    return this.#sim.world.body;
  }

  /** Not the SDK's own gauge: that also counts what is left of earlier corrections while they ease out. */
  #noteCorrection(): void {
    const { x, y } = this.body;
    const off = Math.hypot(x - this.#predicted.x, y - this.#predicted.y);
    if (off === 0) return;
    this.corrections.count++;
    this.corrections.largest = Math.max(this.corrections.largest, off);
  }
}
