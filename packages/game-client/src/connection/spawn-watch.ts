import { spawnsIn } from "./discontinuity.ts";
import type { BodyView, ClientEvent, Point } from "./frame.ts";

interface Sighting {
  readonly place: number;
  readonly at: Point;
  /** Number of the call of `look` that last saw the body. */
  look: number;
}

/** Notices bodies whose place has changed at once: they spawned or were teleported. */
export class SpawnWatch {
  /** Bodies as last seen alive, by id. */
  readonly #seen = new Map<number, Sighting>();
  #looks = 0;

  /** Checks all bodies of a frame and adds a client event for each change. */
  look(bodies: readonly BodyView[], selfId: number, clientEvents: ClientEvent[]): void {
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
      if (!before || spawnsIn(before.place) !== spawnsIn(place)) {
        // A body that comes into view in a life that is new to this client has not spawned now, unless its spawn
        // shield is still up.
        if (wasInView || shielded) clientEvents.push({ type: "spawn", id, at, me });
      } else if (wasInView && before.place !== place) {
        clientEvents.push({ type: "teleport", id, from: before.at, to: at, me });
      }
    }
  }
}
