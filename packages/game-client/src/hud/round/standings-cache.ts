import type { Standing } from "../../connection/frame.ts";

const REFRESH_MS = 250;

/** The standings a few times a second, as the same array for as long as nothing in them changes. */
export class StandingsCache {
  rows: readonly Standing[] = [];
  #readAt = -Infinity;

  refresh(now: number, read: () => readonly Standing[]): void {
    if (now - this.#readAt < REFRESH_MS) return;
    this.#readAt = now;
    const fresh = read();
    if (!sameRows(this.rows, fresh)) this.rows = structuredClone(fresh);
  }

  find(id: number): Standing | undefined {
    return this.rows.find((row) => row.id === id);
  }

  get own(): Standing | undefined {
    return this.rows.find((row) => row.self);
  }
}

function sameRows(a: readonly Standing[], b: readonly Standing[]): boolean {
  return a.length === b.length && a.every((row, index) => sameRow(row, b[index]));
}

function sameRow(a: Standing, b: Standing | undefined): boolean {
  return (
    b !== undefined &&
    a.id === b.id &&
    a.name === b.name &&
    a.bot === b.bot &&
    a.connected === b.connected &&
    a.self === b.self &&
    a.team === b.team &&
    a.spectator === b.spectator &&
    a.score === b.score &&
    a.kills === b.kills &&
    a.deaths === b.deaths &&
    a.ping === b.ping
  );
}
