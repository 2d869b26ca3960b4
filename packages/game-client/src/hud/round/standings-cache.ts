import type { Standing } from "../../connection/frame.ts";
import { isSame } from "../parts/is-same.ts";

const REFRESH_MS = 250;

/** The standings a few times a second, as the same array for as long as nothing in them changes. */
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
