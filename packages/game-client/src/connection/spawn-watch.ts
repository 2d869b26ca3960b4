import type { BodyView, Happening, Point } from "./frame.ts";
import { livesIn } from "./place-count.ts";

interface Sighting {
  readonly place: number;
  readonly at: Point;
  /** Number of the look that last saw the body. */
  look: number;
}

/** Notices bodies that are somewhere else all at once: come to life at a spawn, or gone through a teleporter. */
export class SpawnWatch {
  /** As last seen alive, by id. */
  readonly #seen = new Map<number, Sighting>();
  #looks = 0;

  /** Looks at all bodies of a frame; what is noticed is added to `happenings`. */
  look(bodies: readonly BodyView[], selfId: number, happenings: Happening[]): void {
    const look = ++this.#looks;
    for (const body of bodies) {
      const { id, alive, lives: place, shielded, x, y } = body;
      const before = this.#seen.get(id);
      const wasInView = before?.look === look - 1;
      if (!alive) {
        if (before) before.look = look;
        continue;
      }
      const at = { x, y };
      this.#seen.set(id, { place, at, look });
      const me = id === selfId;
      if (!before || livesIn(before.place) !== livesIn(place)) {
        // Who comes into view in a life that is new to us has not spawned now, unless the shield is still up.
        if (wasInView || shielded) happenings.push({ type: "spawn", id, at, me });
      } else if (wasInView && before.place !== place) {
        happenings.push({ type: "teleport", id, from: before.at, to: at, me });
      }
    }
  }
}
