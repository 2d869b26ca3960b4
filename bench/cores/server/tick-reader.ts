import { createCrowdState } from "@fray/shared-state/schema/arena-state";
import { BODY_FIELDS, type BodyFieldName } from "@fray/shared-state/schema/body-fields";
import type { Player, PlayerFields } from "@fray/shared-state/schema/player";
import { createFighter } from "@fray/shared-state/simulation/body";
import type { WorldEvent } from "@fray/shared-state/simulation/events";
import type { World } from "@fray/shared-state/simulation/world";
import { deserialize } from "node:v8";

import type { RoomTick } from "./room-tick.ts";
import { ACKNOWLEDGED, columnOf, COLUMNS, COUNTER, HEAD, type Page, type SharedMemory } from "./shared-memory.ts";

/** A copy of a body of the room, and what goes with it. */
interface Copied {
  readonly body: Player;
  acknowledged: number;
}

/** The room of another thread as this one sees it: copies of its bodies, tick by tick. */
export class TickReader {
  /** Holds the copies. Of the common part it knows nothing, because that arrives encoded. */
  readonly state = createCrowdState();
  readonly #memory: SharedMemory;
  readonly #counter: number;
  readonly #world: Pick<World, "dt" | "arena" | "pickups">;
  readonly #copies = new Map<string, Copied>();

  /** `thread` is the number of this thread. `world` gives what never changes. */
  constructor(memory: SharedMemory, thread: number, world: Pick<World, "dt" | "arena" | "pickups">) {
    this.#memory = memory;
    this.#counter = COUNTER.read + thread;
    this.#world = world;
  }

  /** Number of ticks that have been published and not been read. */
  get waiting(): number {
    const { counters } = this.#memory;
    return Atomics.load(counters, COUNTER.published) - Atomics.load(counters, this.#counter);
  }

  /** Resolves when a tick waits, without keeping the thread from its connections. */
  async wait(): Promise<void> {
    const { counters } = this.#memory;
    while (this.waiting === 0) {
      const read = Atomics.load(counters, this.#counter);
      await Atomics.waitAsync(counters, COUNTER.published, read).value;
    }
  }

  /** Reads the next tick. `beganAt` is when the room began it. Call it only while one waits. */
  read(): { readonly tick: RoomTick; readonly beganAt: number } {
    const { counters, pages } = this.#memory;
    const page = pages[Atomics.load(counters, this.#counter) % pages.length];
    if (!page) throw new Error("there are no pages");
    const numberAt = (place: number): number => page.head[place] ?? 0;
    const left = this.#readBodies(page, numberAt(HEAD.bodies));
    const tick: RoomTick = {
      ...this.#world,
      tick: numberAt(HEAD.tick),
      sNow: numberAt(HEAD.sNow),
      left,
      ...readBlob(page),
      acknowledged: (sessionId) => this.#copies.get(sessionId)?.acknowledged ?? 0,
    };
    const beganAt = numberAt(HEAD.beganAt);
    // Everything has been copied, so the page may be written again.
    Atomics.add(counters, this.#counter, 1);
    Atomics.notify(counters, this.#counter);
    return { tick, beganAt };
  }

  /** Updates the copies, in the order of the room's bodies, and returns those that have left. */
  #readBodies(page: Page, count: number): Player[] {
    const ids = columnOf(page, COLUMNS.indexOf("id"));
    const present: Copied[] = [];
    for (let index = 0; index < count; index++) present.push(this.#copyOf(ids[index] ?? 0));
    for (const [place, name] of COLUMNS.entries()) {
      const column = columnOf(page, place);
      const isFlag = BODY_FIELDS[name].type.kind === "boolean";
      let index = 0;
      for (const { body } of present) {
        const value = column[index++] ?? 0;
        const fields: Record<BodyFieldName, number | boolean> = body;
        fields[name] = isFlag ? value !== 0 : value;
      }
    }
    const acknowledged = columnOf(page, ACKNOWLEDGED);
    for (const [index, copied] of present.entries()) copied.acknowledged = acknowledged[index] ?? 0;
    return this.#copies.size > count ? this.#forgetOthers(new Set(present)) : [];
  }

  #copyOf(id: number): Copied {
    const sessionId = String(id);
    let copied = this.#copies.get(sessionId);
    if (!copied) {
      const body = createFighter(id) satisfies PlayerFields as Player;
      copied = { body, acknowledged: 0 };
      this.#copies.set(sessionId, copied);
      this.state.players.set(sessionId, body);
    }
    return copied;
  }

  #forgetOthers(present: ReadonlySet<Copied>): Player[] {
    const left: Player[] = [];
    for (const [sessionId, copied] of this.#copies) {
      if (present.has(copied)) continue;
      this.#copies.delete(sessionId);
      this.state.players.delete(sessionId);
      left.push(copied.body);
    }
    return left;
  }
}

function readBlob({ head, blob }: Page): Pick<RoomTick, "events" | "common" | "whole"> {
  let start = 0;
  const take = (place: number): Uint8Array | undefined => {
    const length = head[place] ?? -1;
    if (length < 0) return undefined;
    start += length;
    // Patches of the common part are kept for some time, longer than the page.
    return blob.slice(start - length, start);
  };
  const events = deserialize(take(HEAD.eventBytes) ?? new Uint8Array()) as WorldEvent[];
  return { events, common: take(HEAD.commonBytes), whole: take(HEAD.wholeBytes) };
}
