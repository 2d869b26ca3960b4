import { namesOf } from "@fray/netcode/core";

/** The current values of a room. */
export interface RoomGauges {
  /** People in a lobby. They do not play yet. */
  readonly waiting: number;
  readonly people: number;
  readonly bots: number;
  readonly spectators: number;
  /** Places that nobody holds. */
  readonly freePlaces: number;
  /** Bytes that peers have not acknowledged: the sum, and the largest value of one peer. */
  readonly bufferedBytes: number;
  readonly mostBufferedBytes: number;
  /** Connections by backpressure level. */
  readonly lines: Readonly<Record<string, number>>;
}

/** The counts of a room since it opened. */
export interface RoomCounts {
  readonly ticksDropped: number;
  readonly inputsReceived: number;
  readonly inputsDropped: number;
  readonly inputsHeld: number;
  readonly slowReaders: number;
  readonly patchesHeld: number;
  /** Number of bytes written to sockets. Nearly all of them are patches. */
  readonly sentBytes: number;
  /** Number of refused clients, by reason. */
  readonly clientsRefused: Readonly<Record<string, number>>;
  readonly messagesRefused: Readonly<Record<string, number>>;
}

export interface MeasuredRoom {
  readonly kind: "arena" | "lobby";
  gauges(): RoomGauges;
  counts(): RoomCounts;
}

type Labelled = Readonly<Record<string, number>>;
type GaugeName = Exclude<keyof RoomGauges, "lines">;

/** The gauges and counts of one server's rooms together. */
export class RoomTotals {
  readonly #rooms = new Set<MeasuredRoom>();
  /** The counts of closed rooms, because a Prometheus counter must never decrease. */
  readonly #closed = new Map<keyof RoomCounts, Map<string, number>>();

  /** Number of open arenas. */
  get arenas(): number {
    return Array.from(this.#rooms).filter(({ kind }) => kind === "arena").length;
  }

  add(room: MeasuredRoom): void {
    this.#rooms.add(room);
  }

  /** Removes a closed room, and keeps its counts. */
  retire(room: MeasuredRoom): void {
    if (!this.#rooms.delete(room)) return;
    const counts = room.counts();
    for (const key of namesOf(counts)) this.#closed.set(key, this.#sum(key, [room]));
  }

  sum(key: GaugeName): number {
    return this.#each(key).reduce((all, value) => all + value, 0);
  }

  /** The largest value of a gauge; 0 without rooms. */
  most(key: GaugeName): number {
    return Math.max(0, ...this.#each(key));
  }

  /** Yields each room's connections by backpressure level. */
  *lines(): Iterable<readonly [level: string, lines: number]> {
    for (const room of this.#rooms) yield* Object.entries(room.gauges().lines);
  }

  /** Sums a count of all rooms since the start, by label. A count without labels has the label "". */
  total(key: keyof RoomCounts): Map<string, number> {
    return this.#sum(key, this.#rooms);
  }

  #each(key: GaugeName): number[] {
    return Array.from(this.#rooms, (room) => room.gauges()[key]);
  }

  /** Sums the counts of `these` rooms and of all closed rooms, by label. A count without labels has the label "". */
  #sum(key: keyof RoomCounts, these: Iterable<MeasuredRoom>): Map<string, number> {
    const all = new Map(this.#closed.get(key));
    for (const room of these) {
      const count = room.counts()[key];
      const labelled: Labelled = typeof count === "number" ? { "": count } : count;
      for (const [label, value] of Object.entries(labelled)) all.set(label, (all.get(label) ?? 0) + value);
    }
    return all;
  }
}
