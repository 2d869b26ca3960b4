import type { RecordedTick } from "../replay/recorded.ts";
import type { TickSource } from "../replay/replay-feed.ts";

/** The ticks of a clip, which are all here. */
export class ClipSource implements TickSource {
  readonly firstTick: number;
  readonly lastTick: number;
  readonly #ticks: ReadonlyMap<number, RecordedTick>;

  constructor(ticks: readonly RecordedTick[]) {
    this.#ticks = new Map(ticks.map((tick) => [tick.tick, tick]));
    this.firstTick = ticks[0]?.tick ?? 0;
    this.lastTick = ticks.at(-1)?.tick ?? 0;
  }

  get arrived(): number {
    return this.lastTick;
  }

  at(tick: number): RecordedTick | undefined {
    return this.#ticks.get(tick);
  }

  seek(): void {}
  fetch(): void {}
}
