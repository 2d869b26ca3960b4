import { ADAPTIVE, stepsOf, type BotSkill } from "@fray/shared-state/protocol/bot-skill";

import type { KnownLevels } from "./known-levels.ts";
import { afterFights, NEWCOMER, stepsAround } from "./player-level.ts";

/** A person who fights in the room, with the counts of this round. */
interface Fighter {
  readonly playerId: string;
  readonly kills: number;
  readonly deaths: number;
}

/** The skill of one room's bots: a fixed one, or one that follows the weakest person in the room. */
export class RoomSkill {
  choice: BotSkill;
  /** Level of the weakest person who fights here; of a newcomer while there is nobody. */
  #level = NEWCOMER.level;
  readonly #levels: KnownLevels;
  /** The counts at the last look, by identity. */
  #seen = new Map<string, Fighter>();

  constructor(choice: BotSkill, levels: KnownLevels) {
    this.choice = choice;
    this.#levels = levels;
  }

  /** Steps of the bots, in turn. */
  get steps(): readonly number[] {
    return this.choice === ADAPTIVE ? stepsAround(this.#level) : stepsOf(this.choice);
  }

  /** The level by which quick play compares rooms: what a person meets here. */
  get level(): number {
    const { steps } = this;
    return this.choice === ADAPTIVE ? this.#level : steps.reduce((sum, step) => sum + step, 0) / steps.length;
  }

  /** Takes the kills and deaths since the last look into account. Call it about once a second. */
  follow(people: Iterable<Fighter>): void {
    const seen = new Map<string, Fighter>();
    let weakest = Infinity;
    for (const { playerId, kills, deaths } of people) {
      const level = this.#judge({ playerId, kills, deaths });
      weakest = Math.min(weakest, level);
      seen.set(playerId, { playerId, kills, deaths });
    }
    this.#seen = seen;
    this.#level = weakest === Infinity ? NEWCOMER.level : weakest;
  }

  /** Returns the level of a person after the fights since the last look. */
  #judge({ playerId, kills, deaths }: Fighter): number {
    const before = this.#seen.get(playerId);
    const known = this.#levels.of(playerId);
    if (!before) return known.level;
    // A new round counts from 0 again.
    const isNewRound = kills < before.kills || deaths < before.deaths;
    const newKills = isNewRound ? kills : kills - before.kills;
    const newDeaths = isNewRound ? deaths : deaths - before.deaths;
    const level = afterFights(known, { kills: newKills, deaths: newDeaths, seconds: 1 });
    this.#levels.remember(playerId, level);
    return level.level;
  }
}
