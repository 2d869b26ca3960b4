import type { BodyFieldName } from "@fray/shared-state/schema/body-fields";
import type { Player } from "@fray/shared-state/schema/player";
import { serialize } from "node:v8";

import type { RoomTick } from "./room-tick.ts";
import {
  ACKNOWLEDGED,
  columnOf,
  COLUMNS,
  COUNTER,
  HEAD,
  MAX_BLOB_BYTES,
  MAX_BODIES,
  type Page,
  type SharedMemory,
} from "./shared-memory.ts";

/** Longest time in ms that a thread may take for a tick before the bench gives up. */
const LIMIT_MS = 10_000;

/** Publishes the ticks of a room in shared memory, for the threads that send them. */
export class TickWriter {
  readonly #memory: SharedMemory;

  constructor(memory: SharedMemory) {
    this.#memory = memory;
  }

  /** Publishes a tick that began at `beganAt`, and wakes the threads. Waits while the slowest one still reads this page. */
  publish(tick: RoomTick, players: ReadonlyMap<string, Player>, beganAt: number): void {
    const { counters, pages, rings } = this.#memory;
    const published = Atomics.load(counters, COUNTER.published);
    for (let thread = 0; thread < rings.length; thread++)
      this.#waitFor(COUNTER.read + thread, published - pages.length);
    const page = pages[published % pages.length];
    if (!page) throw new Error("there are no pages");
    writeBodies(page, tick, players);
    writeBlob(page, tick);
    page.head[HEAD.tick] = tick.tick;
    page.head[HEAD.sNow] = tick.sNow;
    page.head[HEAD.bodies] = players.size;
    page.head[HEAD.beganAt] = beganAt;
    Atomics.store(counters, COUNTER.published, published + 1);
    Atomics.notify(counters, COUNTER.published);
  }

  /** Waits until a counter is greater than `count`. */
  #waitFor(counter: number, count: number): void {
    const { counters } = this.#memory;
    for (;;) {
      const read = Atomics.load(counters, counter);
      if (read > count) return;
      Atomics.add(counters, COUNTER.stalls, 1);
      if (Atomics.wait(counters, counter, read, LIMIT_MS) === "timed-out") throw new Error("a thread stands still");
    }
  }
}

function writeBodies(page: Page, tick: RoomTick, players: ReadonlyMap<string, Player>): void {
  if (players.size > MAX_BODIES) throw new Error(`a room has at most ${MAX_BODIES} bodies`);
  const bodies: Readonly<Record<BodyFieldName, number | boolean>>[] = Array.from(players.values());
  // A field at a time, so that writes go through memory in order.
  for (const [place, name] of COLUMNS.entries()) {
    const column = columnOf(page, place);
    let index = 0;
    for (const body of bodies) column[index++] = +body[name];
  }
  const acknowledged = columnOf(page, ACKNOWLEDGED);
  let index = 0;
  for (const sessionId of players.keys()) acknowledged[index++] = tick.acknowledged(sessionId);
}

function writeBlob({ head, blob }: Page, { events, common, whole }: RoomTick): void {
  let end = 0;
  const append = (bytes: Uint8Array | undefined): number => {
    if (!bytes) return -1;
    if (end + bytes.length > MAX_BLOB_BYTES) throw new Error("a tick does not fit into its page");
    blob.set(bytes, end);
    end += bytes.length;
    return bytes.length;
  };
  head[HEAD.eventBytes] = append(serialize(events));
  head[HEAD.commonBytes] = append(common);
  head[HEAD.wholeBytes] = append(whole);
}
