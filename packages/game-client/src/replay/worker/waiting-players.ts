import type { RulesPlayer } from "./rules.ts";

/** Players wait at moments that are this far apart, in s. */
const EVERY_S = 1.5;
const STEPS_AT_ONCE = 10;
/** Bodies in all players that wait together: about 25 MB. */
const MOST_BODIES = 20_000;

/** The tick of the keyframe before it, and its own. */
type Place = readonly [keyframe: number, tick: number];

interface Replay {
  readonly firstTick: number;
  /** The tick after the last one. */
  readonly endTick: number;
  readonly tickRate: number;
  /** Second at which each part with a keyframe begins. */
  readonly keyframes: readonly number[];
  readonly bodies: number;
  /** Returns another player of the same replay. */
  readonly open: () => RulesPlayer;
}

/**
 * Players of one replay that wait at moments between its keyframes, so that a seek has few ticks to step. A keyframe of
 * our own would do the same, but rules of earlier versions can't write one. `work` sends players to their places.
 */
export class WaitingPlayers {
  readonly #replay: Replay;
  readonly #apart: number;
  /** Where nobody waits yet. The last one is next. */
  readonly #places: Place[] = [];
  readonly #waiting = new Map<Place, RulesPlayer>();
  #onTheWay: RulesPlayer | undefined;

  constructor(replay: Replay) {
    this.#replay = replay;
    const { firstTick, endTick, tickRate, keyframes, bodies } = replay;
    this.#apart = Math.round(EVERY_S * tickRate);
    const most = Math.floor(MOST_BODIES / Math.max(1, bodies));
    for (const [index, second] of keyframes.entries()) {
      const keyframe = firstTick + second * tickRate;
      const next = keyframes[index + 1];
      const end = next === undefined ? endTick : firstTick + next * tickRate;
      for (let tick = keyframe + this.#apart; tick < end && this.#places.length < most; tick += this.#apart)
        this.#places.push([keyframe, tick]);
    }
    this.#places.reverse();
  }

  /**
   * Returns the player that reaches `tick` soonest: `present`, or one that waits shortly before it. That one's place is
   * empty then, until `work` has filled it.
   */
  nearest(present: RulesPlayer, tick: number): RulesPlayer {
    let nearest = present;
    let left: Place | undefined;
    for (const [place, player] of this.#waiting) {
      const isNear = player.tick <= tick && player.tick >= tick - this.#apart;
      const isNearer = nearest.tick > tick || player.tick > nearest.tick;
      if (isNear && isNearer) [nearest, left] = [player, place];
    }
    if (left) {
      this.#waiting.delete(left);
      this.#places.unshift(left);
    }
    return nearest;
  }

  /** Sends a player a little further on the way to its place. Returns whether there is more to do. */
  work(): boolean {
    const place = this.#places.at(-1);
    if (!place) return false;
    const [keyframe, tick] = place;
    try {
      const player = (this.#onTheWay ??= this.#departFrom(keyframe));
      let isMore = true;
      for (let steps = 0; isMore && player.tick < tick && steps < STEPS_AT_ONCE; steps++) isMore = player.step();
      if (isMore && player.tick < tick) return true;
      if (isMore) this.#waiting.set(place, player);
    } catch {
      // Whoever plays up to that place gets the sentence.
    }
    this.#onTheWay = undefined;
    this.#places.pop();
    return this.#places.length > 0;
  }

  #departFrom(tick: number): RulesPlayer {
    const player = this.#replay.open();
    player.seek(tick);
    return player;
  }
}
