import type { Runtime } from "@fray/netcode/core";

import type { TimelineEvent } from "../recorded.ts";
import type { Found } from "./messages.ts";
import type { Rules, RulesPlayer } from "./rules.ts";

const STEPS_AT_ONCE = 10;
/** What is found is told this often, in ms: the page draws the whole timeline again each time. */
const TELL_EVERY_MS = 200;

interface Search {
  readonly runtime: Runtime;
  readonly rules: Pick<Rules, "timelineOf">;
  readonly player: RulesPlayer;
  readonly found: (found: Found) => void;
}

/**
 * Looks through a replay for what the timeline marks. Returns a function that does a piece of it, and returns whether
 * there is more. Of a replay that has grown, there is more later.
 */
export function searchTimeline({ runtime, rules, player, found }: Search): () => boolean {
  let events: TimelineEvent[] = [];
  let toldAt = runtime.now();
  return () => {
    let isEnd = false;
    try {
      const limited = new LimitedPlayer(player, STEPS_AT_ONCE);
      for (const event of rules.timelineOf(limited)) events.push(event);
      isEnd = limited.isEnd;
    } catch {
      // Whoever plays up to that place gets the sentence.
      isEnd = true;
    }
    if (isEnd || runtime.now() >= toldAt + TELL_EVERY_MS) {
      found({ type: "found", events, until: player.tick });
      events = [];
      toldAt = runtime.now();
    }
    return !isEnd;
  };
}

/** A player that says it is at the end after some steps. */
class LimitedPlayer implements RulesPlayer {
  readonly #player: RulesPlayer;
  #left: number;
  /** Whether the replay itself has ended. */
  isEnd = false;

  constructor(player: RulesPlayer, steps: number) {
    this.#player = player;
    this.#left = steps;
  }

  get state(): RulesPlayer["state"] {
    return this.#player.state;
  }

  get tick(): number {
    return this.#player.tick;
  }

  get firstTick(): number {
    return this.#player.firstTick;
  }

  get commands(): readonly unknown[] {
    return this.#player.commands;
  }

  step(): boolean {
    if (this.#left-- <= 0) return false;
    const isMore = this.#player.step();
    this.isEnd = !isMore;
    return isMore;
  }

  seek(tick: number): void {
    this.#player.seek(tick);
  }
}
