import type { Standing } from "../../connection/frame.ts";
import { isSame } from "../parts/is-same.ts";

const REFRESH_MS = 250;

/** Reads the standings a few times a second. Returns the same array as long as nothing in it changes. */
export class StandingsCache {
  rows: readonly Standing[] = [];
  #readAt = -Infinity;

  refresh(now: number, read: () => readonly Standing[]): void {
    if (now - this.#readAt < REFRESH_MS) return;
    this.#readAt = now;
    const fresh = read();
    if (!isSame(this.rows, fresh)) this.rows = Array.from(fresh, (row) => ({ ...row }));
  }

  find(id: number): Standing | undefined {
    return this.rows.find((row) => row.id === id);
  }

  get own(): Standing | undefined {
    return this.rows.find((row) => row.self);
  }
}
