interface Place {
  readonly x: number;
  readonly y: number;
}

/** Places of one body, by slot. */
interface Track {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Number of the first record that contains the body. */
  readonly since: number;
}

/**
 * Stores recent places of bodies. Colyseus' `Rewind` does the same for schema instances. The bodies of rooms
 * are plain objects, which it cannot read.
 */
export class PositionHistory<B extends Place> {
  readonly #times: Float64Array;
  readonly #tracks = new WeakMap<B, Track>();
  /** Number of records so far. The newest overwrites the oldest. */
  #records = 0;

  /** Keeps the last `capacity` records. */
  constructor(capacity: number) {
    this.#times = new Float64Array(capacity);
  }

  /** Stores the places of `bodies` at `time` in ms. Times must increase. */
  record(time: number, bodies: Iterable<B>): void {
    const slot = this.#records % this.#times.length;
    this.#times[slot] = time;
    for (const body of bodies) {
      const { x, y } = this.#trackOf(body);
      x[slot] = body.x;
      y[slot] = body.y;
    }
    this.#records++;
  }

  /**
   * Returns the place of a body at `time` in ms, interpolated between two records; outside of them, the nearest
   * record.
   */
  placeAt(body: B, time: number): Place {
    const track = this.#tracks.get(body);
    if (!track) return body;
    const newest = this.#records - 1;
    const oldest = Math.max(track.since, this.#records - this.#times.length);
    let after = newest;
    while (after > oldest && this.#timeOf(after - 1) >= time) after--;
    const before = Math.max(oldest, after - 1);
    const span = this.#timeOf(after) - this.#timeOf(before);
    const share = span > 0 ? Math.min(1, Math.max(0, (time - this.#timeOf(before)) / span)) : 1;
    return { x: this.#between(track.x, before, after, share), y: this.#between(track.y, before, after, share) };
  }

  /** Number of records that are stored. */
  get size(): number {
    return Math.min(this.#records, this.#times.length);
  }

  /** Returns the stored places of a body, oldest first. The last one belongs to the newest record. */
  placesOf(body: B): Place[] {
    const track = this.#tracks.get(body);
    if (!track) return [];
    const places: Place[] = [];
    for (let record = Math.max(track.since, this.#records - this.size); record < this.#records; record++) {
      const slot = record % this.#times.length;
      places.push({ x: track.x[slot] ?? 0, y: track.y[slot] ?? 0 });
    }
    return places;
  }

  /**
   * Stores records again, for a history that is empty: one for each of `times` in ms, which increase, with the places
   * that `placesOf` returned.
   */
  restore(times: readonly number[], bodies: Iterable<readonly [body: B, places: readonly Place[]]>): void {
    const tracks = Array.from(bodies);
    for (const [record, time] of times.entries()) {
      const slot = this.#records % this.#times.length;
      this.#times[slot] = time;
      for (const [body, places] of tracks) {
        const place = places[record - (times.length - places.length)];
        if (!place) continue;
        const { x, y } = this.#trackOf(body);
        x[slot] = place.x;
        y[slot] = place.y;
      }
      this.#records++;
    }
  }

  #trackOf(body: B): Track {
    let track = this.#tracks.get(body);
    if (!track) {
      const { length } = this.#times;
      track = { x: new Float64Array(length), y: new Float64Array(length), since: this.#records };
      this.#tracks.set(body, track);
    }
    return track;
  }

  #timeOf(record: number): number {
    return this.#times[record % this.#times.length] ?? 0;
  }

  #between(values: Float64Array, before: number, after: number, share: number): number {
    const from = values[before % values.length] ?? 0;
    const to = values[after % values.length] ?? 0;
    return from + (to - from) * share;
  }
}
