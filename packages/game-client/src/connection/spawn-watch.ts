import type { BodyView, Happening } from "./frame.ts";

/** Notices bodies that have just appeared at a spawn: alive, and in a life not seen before. */
export class SpawnWatch {
  readonly #lives = new Map<number, number>();

  /** Looks at all bodies of a frame; spawns are added to `happenings`. */
  look(bodies: readonly BodyView[], selfId: number, happenings: Happening[]): void {
    for (const { id, alive, lives, shielded, x, y } of bodies) {
      if (!alive || this.#lives.get(id) === lives) continue;
      const known = this.#lives.has(id);
      this.#lives.set(id, lives);
      // Somebody who comes into view in a life that is new to us has not spawned now, unless the shield is still up.
      if (known || shielded) happenings.push({ type: "spawn", id, at: { x, y }, me: id === selfId });
    }
  }
}
