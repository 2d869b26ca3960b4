import type { InputHandle } from "@colyseus/sdk";
import type { Predict, PredictedEventChannel } from "@colyseus/sdk/predict";
import { PredictedBody, type ErrorSmoothingOptions } from "@fray/netcode/client";
import { BodyPart } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import { RUN_SPEED_U_PER_S } from "@fray/shared-state/rules";
import { BODY_FIELDS, predictedNames } from "@fray/shared-state/schema/body-fields";
import type { Input, InputFrame } from "@fray/shared-state/schema/input-frame";
import type { Player } from "@fray/shared-state/schema/player";
import { copyBody, createFighter, type Body } from "@fray/shared-state/simulation/body";
import { createShots, type ShotBirth } from "@fray/shared-state/simulation/shot";
import { stepPlayer } from "@fray/shared-state/simulation/step-player";

import type { OwnBlasts } from "./own-blasts.ts";
import type { OwnPickups } from "./own-pickups.ts";
import type { Volley } from "./own-shots.ts";

/**
 * A knockback is well within the snap distance: with a round trip of 250 ms an explosion's push of 15 u/s has moved
 * the server's body by 1.5 u when the client receives it.
 */
export const SMOOTHING: ErrorSmoothingOptions = { maxSpeedPerS: RUN_SPEED_U_PER_S, snapDistance: 4 };

interface OwnBodyOptions {
  readonly predict: Predict;
  readonly input: InputHandle<InputFrame>;
  readonly selfId: number;
  /** Receives the shots that the prediction fires. */
  readonly shots: PredictedEventChannel<Volley>;
  readonly blasts: OwnBlasts;
  readonly pickups: OwnPickups;
  /** The map of the current round. */
  readonly arena: () => Arena;
  /** Called when an input is sent, with its number and the body as it is predicted after it. */
  readonly onStep: (seq: number, input: Input, body: Readonly<Body>) => void;
}

/** Placeholder body for a spectator: nothing is predicted then. */
const SPECTATOR_BODY: Readonly<Body> = copyBody(createFighter(0));

/**
 * The player's own body, predicted by the rules that the server runs. A spectator has none, so it can appear and
 * disappear.
 */
export class OwnBody extends PredictedBody<Body, InputFrame> {
  #player: Player | undefined;

  constructor({ predict, input, selfId, shots, blasts, pickups, arena, onStep }: OwnBodyOptions) {
    super({
      predict,
      input,
      none: SPECTATOR_BODY,
      copy: copyBody,
      step: (body, frame, context) => {
        const weapon = stepPlayer(body, frame, { dt: context.dt, arena: arena() });
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
        if (!context.isReplay) onStep(context.tick, frame, body);
      },
      isSame: (authoritative, predicted) => {
        const wasGiven = pickups.takeGift();
        return hasSameMotion(authoritative, predicted) && (wasGiven || hasSameArms(authoritative, predicted));
      },
      jumpsOf: ({ teleports }) => teleports,
      livesOf: () => this.#player?.lives ?? 0,
      isActive: ({ alive }) => alive,
      smoothing: SMOOTHING,
    });
  }

  /** The authoritative body; undefined for a spectator. */
  get player(): Player | undefined {
    return this.#player;
  }

  override receive(player: Player | undefined): void {
    this.#player = player;
    super.receive(player);
  }
}

/** Whether two bodies are equal in the fields whose predictions are wrong together. */
const { isSame: hasSameMotion } = new BodyPart(BODY_FIELDS, predictedNames("motion"));
const { isSame: hasSameArms } = new BodyPart(BODY_FIELDS, predictedNames("arms"));
