import type { Predict, PredictedEventChannel } from "@colyseus/sdk/predict";
import type { Shot } from "@fray/shared-state/simulation/shot";

import type { BodyView, Happening } from "./frame.ts";
import { firstTouch, pointAt, shotKey, type ShotTracker, type Touch } from "./shot-tracker.ts";

/** Ticks the server may pass a predicted shot without a word of it before it is taken back. */
const SHOT_GRACE_TICKS = 2;
/** How long after a shot is seen to touch a body the server may still confirm it: its flight there, and a round trip. */
const markPatienceMs = (roundTrip: number): number => roundTrip * 2 + 500;

interface Surroundings {
  readonly tracker: ShotTracker;
  readonly happenings: Happening[];
  /** Others as they are shown. */
  bodies(): readonly BodyView[];
  /** Local time in ms. */
  now(): number;
}

/**
 * The player's shots, from the key press on: they fly and strike at once as far as can be seen, and the server's word
 * confirms or takes back both the shot and its hit mark. Each is drawn once.
 */
export class OwnShots {
  /** What the prediction fires into. */
  readonly predicted: PredictedEventChannel<Shot>;
  /** Shots so far, and what became of them. */
  readonly tally = { predicted: 0, confirmed: 0, withdrawn: 0, marked: 0, retracted: 0 };
  readonly #marks: PredictedEventChannel<Touch>;
  readonly #around: Surroundings;

  constructor(predict: Predict, around: Surroundings) {
    this.#around = around;
    this.predicted = predict.defineEvent<Shot>({
      uniqueBy: (shot) => shot.seq,
      graceTicks: SHOT_GRACE_TICKS,
      onPredict: (shot) => this.#fire(shot),
      onConfirm: () => this.tally.confirmed++,
      onReject: (shot) => this.#withdraw(shot),
    });
    this.#marks = predict.defineEvent<Touch>({
      uniqueBy: (touch) => touch.shot.seq,
      ttlMs: markPatienceMs,
      onPredict: ({ shot, at, victim }) => {
        this.tally.marked++;
        around.happenings.push({ type: "mark", key: shotKey(shot), at, angle: shot.angle, victim });
      },
      onReject: ({ shot }) => {
        this.tally.retracted++;
        around.happenings.push({ type: "retract", key: shotKey(shot) });
      },
    });
  }

  /** The server fired one of the player's shots. */
  confirm(shot: Shot): void {
    if (this.predicted.confirm(shot.seq) > 0) {
      this.#around.tracker.confirm(shot);
      return;
    }
    if (shot.weapon === "pulse") this.#around.tracker.add(shot, true);
    this.#show(shot);
  }

  /** The server counted a hit. True when it had been marked. */
  confirmHit(seq: number): boolean {
    return this.#marks.confirm(seq) > 0;
  }

  /** A shot is seen to touch a body. */
  mark(touch: Touch): void {
    this.#marks.predict(touch);
  }

  /** Forgets what is pending: its numbers mean nothing on a new line. */
  clear(): void {
    this.predicted.clear();
    this.#marks.clear();
  }

  #fire(shot: Shot): void {
    this.tally.predicted++;
    if (shot.weapon === "pulse") {
      this.#around.tracker.predict(shot, this.#around.now());
      this.#show(shot);
      return;
    }
    const touch = firstTouch(shot, 0, shot.reach, this.#around.bodies());
    this.#show(touch ? { ...shot, reach: Math.hypot(touch.at.x - shot.x, touch.at.y - shot.y) } : shot);
    if (touch) this.mark(touch);
  }

  #withdraw(shot: Shot): void {
    this.tally.withdrawn++;
    this.#around.tracker.remove(shot);
    this.#marks.reject(shot.seq);
  }

  #show(shot: Shot): void {
    this.#around.happenings.push(toFired(shot, true));
  }
}

/** A shot leaving its muzzle, as a happening. */
export const toFired = (shot: Shot, own: boolean): Happening => ({
  type: "fired",
  weapon: shot.weapon,
  key: shotKey(shot),
  owner: shot.owner,
  own,
  at: { x: shot.x, y: shot.y },
  to: pointAt(shot, shot.reach),
  angle: shot.angle,
});
