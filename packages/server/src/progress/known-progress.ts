import { levelOf } from "@fray/shared-state/progress/level";
import { hasEarned, type DeedCounts } from "@fray/shared-state/progress/titles";
import { DEEDS } from "@fray/shared-state/simulation/deed";

import type { Feats } from "./feats.ts";

/** Points and deeds of one person. */
export interface PersonProgress {
  readonly points: number;
  readonly botPoints: number;
  readonly deeds: DeedCounts;
}

/** Most people who are remembered. Beyond, those who were looked up first are forgotten. */
const MAX_KNOWN = 10_000;
const NONE: PersonProgress = { points: 0, botPoints: 0, deeds: {} };

/** Remembers the progress of the people who play on one server, by identity. */
export class KnownProgress {
  /** Reads a person's progress from the store. Set before the first room opens, on a server that stores rounds. */
  progressOf: ((playerId: string) => Promise<PersonProgress>) | undefined;
  readonly #known = new Map<string, PersonProgress>();

  /** Level and title of a person, as others see them; a title that is not earned becomes none. */
  standingOf(playerId: string, title: number): { readonly level: number; readonly title: number } {
    const { points, botPoints, deeds } = this.#known.get(playerId) ?? NONE;
    return { level: levelOf({ people: points, bots: botPoints }), title: hasEarned(title, deeds) ? title : 0 };
  }

  /** Reads a person's progress from the store anew. Returns whether it is known now: a store may not answer. */
  async learn(playerId: string): Promise<boolean> {
    if (playerId === "" || !this.progressOf) return false;
    const progress = await this.progressOf(playerId).catch(() => undefined);
    if (progress) this.#remember(playerId, progress);
    return progress !== undefined;
  }

  /** Adds what a person has done in a round that is over. */
  add(playerId: string, { points, botPoints, deeds }: Feats): void {
    const before = this.#known.get(playerId);
    if (!before) return;
    const counts = DEEDS.map((deed, code) => [deed, (before.deeds[deed] ?? 0) + (deeds[code] ?? 0)] as const);
    this.#remember(playerId, {
      points: before.points + points,
      botPoints: before.botPoints + botPoints,
      deeds: Object.fromEntries(counts),
    });
  }

  /** Forgets a person whose data was deleted. */
  forget(playerId: string): void {
    this.#known.delete(playerId);
  }

  #remember(playerId: string, progress: PersonProgress): void {
    this.#known.delete(playerId);
    this.#known.set(playerId, progress);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MAX_KNOWN && oldest !== undefined) this.#known.delete(oldest);
  }
}
