import type { Totals } from "../storage/records.ts";
import { levelFromTotals, NEWCOMER, type PlayerLevel } from "./player-level.ts";

/** Most people whose levels are remembered. Beyond, those who have not played for the longest time are forgotten. */
const MAX_KNOWN = 10_000;

/** Remembers how good the people of one server are, by identity. */
export class KnownLevels {
  /** Returns the stored sums of a person. Set before the first room opens, on a server that stores rounds. */
  totalsOf: ((playerId: string) => Promise<Totals | undefined>) | undefined;
  readonly #levels = new Map<string, PlayerLevel>();

  of(playerId: string): PlayerLevel {
    return this.#levels.get(playerId) ?? NEWCOMER;
  }

  remember(playerId: string, level: PlayerLevel): void {
    this.#levels.delete(playerId);
    this.#levels.set(playerId, level);
    const [oldest] = this.#levels.keys();
    if (this.#levels.size > MAX_KNOWN && oldest !== undefined) this.#levels.delete(oldest);
  }

  /** Looks a person up in the store, unless they are known. A store that does not answer makes them a newcomer. */
  async learn(playerId: string): Promise<void> {
    if (playerId === "" || this.#levels.has(playerId)) return;
    const totals = await this.totalsOf?.(playerId).catch(() => undefined);
    if (totals && !this.#levels.has(playerId)) this.remember(playerId, levelFromTotals(totals));
  }
}
