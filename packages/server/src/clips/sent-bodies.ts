import type { Player } from "@fray/shared-state/schema/player";

/** The ticks in which a client was sent a body, without the last one. */
export interface Stay {
  readonly body: Player;
  readonly from: number;
  readonly until: number;
}

const FEW_STAYS = 64;

/** Which bodies and patches one client was sent lately. */
export class SentBodies {
  readonly #keptTicks: number;
  #stays: Stay[] = [];
  readonly #shown = new Map<Player, { until: number }>();
  /** The ticks of the latest patches, each at its place modulo the length. */
  readonly #patches: Float64Array;
  #trimAt = FEW_STAYS;

  constructor(keptTicks: number) {
    this.#keptTicks = keptTicks;
    this.#patches = new Float64Array(keptTicks + 1).fill(-1);
  }

  show(body: Player, tick: number): void {
    if (this.#shown.has(body)) return;
    const stay = { body, from: tick, until: Infinity };
    this.#shown.set(body, stay);
    this.#stays.push(stay);
    if (this.#stays.length >= this.#trimAt) this.#trim(tick);
  }

  hide(body: Player, tick: number): void {
    const stay = this.#shown.get(body);
    if (stay) stay.until = tick;
    this.#shown.delete(body);
  }

  hideAll(tick: number): void {
    for (const body of Array.from(this.#shown.keys())) this.hide(body, tick);
  }

  notePatch(tick: number): void {
    this.#patches[tick % this.#patches.length] = tick;
  }

  hasPatch(tick: number): boolean {
    return this.#patches[tick % this.#patches.length] === tick;
  }

  /** Returns the bodies that were in the patches of some ticks, with the times of that. */
  between(first: number, last: number): Map<Player, Stay[]> {
    return Map.groupBy(
      this.#stays.filter(({ from, until }) => from <= last && first < until),
      ({ body }) => body,
    );
  }

  #trim(tick: number): void {
    this.#stays = this.#stays.filter(({ until }) => until > tick - this.#keptTicks);
    this.#trimAt = Math.max(FEW_STAYS, 2 * this.#stays.length);
  }
}
