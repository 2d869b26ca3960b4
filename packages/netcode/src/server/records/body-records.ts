import { ByteWriter } from "../../core/bytes/byte-writer.ts";
import type { RecordedBody } from "../../core/records/field.ts";
import type { RecordLayout, Row } from "../../core/records/record-layout.ts";

/** A body as it was in the last patch, and the patch in which each group changed. */
export interface TrackedBody<Body> {
  readonly body: Body;
  readonly row: Row;
  /** Number of the patch in which each group last changed. */
  readonly changed: number[];
  /** Range of the body's last update in `BodyRecords.bytes`; empty when nothing changed. */
  start: number;
  end: number;
}

/** Packs every body once per patch, for all clients that see it. */
export class BodyRecords<Name extends string, Body extends RecordedBody<Name>> {
  /** Number of the last patch. */
  patch = 0;
  readonly layout: RecordLayout<Name>;
  readonly #writer = new ByteWriter();
  readonly #tracked = new WeakMap<Body, TrackedBody<Body>>();

  constructor(layout: RecordLayout<Name>) {
    this.layout = layout;
  }

  /** Records of the last patch, for clients that received the patch before it. */
  get bytes(): Uint8Array {
    return this.#writer.bytes;
  }

  /** Packs the bodies for a new patch. */
  pack(bodies: Iterable<Body>): void {
    this.patch++;
    this.#writer.clear();
    for (const body of bodies) this.#pack(this.of(body));
  }

  /** Returns the packed state of a body. The body may be newer than the last patch. */
  of(body: Body): TrackedBody<Body> {
    let tracked = this.#tracked.get(body);
    if (!tracked) {
      const { layout, patch } = this;
      const changed = layout.groupBits.map(() => patch);
      tracked = { body, row: layout.createRow(), changed, start: 0, end: 0 };
      layout.update(tracked.row, body);
      this.#tracked.set(body, tracked);
    }
    return tracked;
  }

  /** The groups of a body that have changed since patch `sent`, as bits. */
  groupsSince({ changed }: TrackedBody<Body>, sent: number): number {
    const { groupBits } = this.layout;
    let since = 0;
    for (let place = 0; place < groupBits.length; place++) {
      if ((changed[place] ?? 0) > sent) since |= groupBits[place] ?? 0;
    }
    return since;
  }

  #pack(tracked: TrackedBody<Body>): void {
    const { layout, patch } = this;
    const { body, row, changed } = tracked;
    const groups = layout.update(row, body);
    tracked.start = this.#writer.length;
    if (groups !== 0) {
      for (let place = 0; place < layout.groupBits.length; place++) {
        if (groups & (layout.groupBits[place] ?? 0)) changed[place] = patch;
      }
      this.#writer.reserve(layout.maxSeenBytes);
      layout.writeUpdate(this.#writer, row, groups);
    }
    tracked.end = this.#writer.length;
  }
}
