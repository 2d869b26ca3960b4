import type { Predict, PredictedEventChannel } from "@colyseus/sdk/predict";
import { WEAPON_RULES, WEAPONS } from "@fray/shared-state/rules";
import { flies, type Shot, type ShotBirth } from "@fray/shared-state/simulation/shot";
import { pointAt } from "@fray/shared-state/simulation/shot-path";

import type { BodyView, ClientEvent } from "./frame.ts";
import { OwnBlasts } from "./own-blasts.ts";
import { firstTouch, shotKey, type ShotTracker, type Touch } from "./shot-tracker.ts";

/** A predicted shot is withdrawn when the server is this many ticks past it and has not confirmed it. */
const SHOT_GRACE_TICKS = 2;
/**
 * How long in ms after a shot touches a body as drawn the server may still confirm the hit: the shot's flight time
 * and a round trip.
 */
const markPatienceMs = (roundTrip: number): number => roundTrip * 2 + 500;

/** The shots of one press of a trigger: a single shot, or all pellets of a scatter. */
export interface Volley {
  readonly birth: ShotBirth;
  readonly shots: readonly Shot[];
}

interface Surroundings {
  readonly tracker: ShotTracker;
  readonly clientEvents: ClientEvent[];
  /** Other bodies as they are drawn. */
  bodies(): readonly BodyView[];
  /** Local time in ms. */
  now(): number;
}

/**
 * The player's own shots. From the key press on, they fly and hit as far as the client can see. The server then
 * confirms or withdraws each shot and each hit mark. Each shot is drawn once.
 */
export class OwnShots {
  /** Receives the shots that the prediction fires. */
  readonly predicted: PredictedEventChannel<Volley>;
  readonly blasts = new OwnBlasts();
  /** Counts of the shots so far and of their outcomes. */
  readonly counts = { predicted: 0, confirmed: 0, withdrawn: 0, marked: 0, retracted: 0 };
  readonly #marks: PredictedEventChannel<Touch>;
  readonly #around: Surroundings;

  constructor(predict: Predict, around: Surroundings) {
    this.#around = around;
    this.predicted = predict.defineEvent<Volley>({
      uniqueBy: ({ birth }) => birth.seq,
      graceTicks: SHOT_GRACE_TICKS,
      onPredict: (volley) => this.#fire(volley),
      onConfirm: () => this.counts.confirmed++,
      onReject: (volley) => this.#withdraw(volley),
    });
    this.#marks = predict.defineEvent<Touch>({
      uniqueBy: ({ shot }) => markKey(shot),
      ttlMs: markPatienceMs,
      onPredict: ({ shot, at, victim }) => {
        this.counts.marked++;
        around.clientEvents.push({ type: "mark", key: shotKey(shot), at, angle: shot.angle, victim });
      },
      onReject: ({ shot }) => {
        this.counts.retracted++;
        around.clientEvents.push({ type: "retract", key: shotKey(shot) });
      },
    });
  }

  /** The server confirmed a shot that the player fired. */
  confirm(volley: Volley): void {
    const { tracker } = this.#around;
    if (this.predicted.confirm(volley.birth.seq) > 0) {
      for (const shot of volley.shots) tracker.confirm(shot);
      return;
    }
    for (const shot of volley.shots) if (flies(shot)) tracker.add(shot, true);
    this.#show(volley);
  }

  /** The server counted a hit. Returns true when the hit was already marked. */
  confirmHit(shot: Pick<Shot, "seq" | "part">): boolean {
    return this.#marks.confirm(markKey(shot)) > 0;
  }

  /** A shot touches a body as drawn. */
  mark(touch: Touch): void {
    this.#marks.predict(touch);
  }

  /** Forgets pending shots: their numbers mean nothing on a new connection. */
  clear(): void {
    this.predicted.clear();
    this.#marks.clear();
    this.blasts.clear();
  }

  #fire(volley: Volley): void {
    this.counts.predicted++;
    const { tracker } = this.#around;
    const [first] = volley.shots;
    if (first && !flies(first)) {
      this.#strike(volley, first);
      return;
    }
    for (const shot of volley.shots) tracker.predict(shot, this.#around.now());
    this.#show(volley);
  }

  /** A hitscan shot hits, as far as the client can see, in the moment it is fired. */
  #strike(volley: Volley, shot: Shot): void {
    const touch = firstTouch(shot, 0, shot.reach, this.#around.bodies());
    const reach = touch ? Math.hypot(touch.at.x - shot.x, touch.at.y - shot.y) : shot.reach;
    this.#show({ ...volley, shots: [{ ...shot, reach }] });
    if (touch) this.mark(touch);
  }

  #withdraw({ shots }: Volley): void {
    this.counts.withdrawn++;
    for (const shot of shots) {
      this.blasts.forget(shot.seq);
      this.#around.tracker.remove(shot);
      this.#marks.reject(markKey(shot));
    }
  }

  #show(volley: Volley): void {
    this.#around.clientEvents.push(toFired(volley, true));
  }
}

const MOST_PELLETS = Math.max(...WEAPONS.map((weapon) => WEAPON_RULES[weapon].pellets));

const markKey = ({ seq, part }: Pick<Shot, "seq" | "part">): number => seq * MOST_PELLETS + part;

/** The client event of shots that leave their muzzle. */
export function toFired({ birth, shots }: Volley, own: boolean): ClientEvent {
  const { weapon, owner, seq, x, y, angle } = birth;
  const [first] = shots;
  const to = first ? pointAt(first, first.reach) : { x, y };
  return { type: "fired", weapon, key: shotKey({ owner, seq, part: 0 }), owner, own, at: { x, y }, to, angle };
}
