import { ByteWriter } from "../../core/bytes/byte-writer.ts";
import type { View } from "../../core/interest/view.ts";
import { MAX_EVENT_BYTES } from "../../core/records/event-records.ts";
import type { RecordedBody } from "../../core/records/field.ts";
import { PART } from "../../core/records/record-frame.ts";
import type { SentNumbers } from "../../core/records/record-layout.ts";
import type { BodyRecords, TrackedBody } from "./body-records.ts";
import type { ClientFrames } from "./client-frames.ts";

/** The parts of a frame, and the number of the common patches in it. */
const HEAD_BYTES = 2;
/** The longest varint written here, and an id before its record. */
const MAX_COUNT_BYTES = 5;
const ID_BYTES = 2;
/** Room for the events of a tick, to begin with. */
const EVENT_BYTES = 256;

/** The bodies that one client receives as records, and what it has received so far. */
export class RecordView<Name extends string, Body extends RecordedBody<Name>> implements View<Body>, ClientFrames {
  sent = 0;
  acknowledged = 0;
  readonly #records: BodyRecords<Name, Body>;
  readonly #writeTick: (writer: ByteWriter, tick: number) => void;
  readonly #onDispose: () => void;
  /** Bodies that the client shall see after the next frame. */
  readonly #wanted = new Set<TrackedBody<Body>>();
  readonly #going = new Set<TrackedBody<Body>>();
  readonly #coming = new Set<TrackedBody<Body>>();
  /** Bodies that the client has received, in the order that both sides keep. */
  #shown: TrackedBody<Body>[] = [];
  #own: TrackedBody<Body> | undefined;
  /** The client's own body as it was sent, and the owner's fields that were sent. */
  #sentOwn: TrackedBody<Body> | undefined;
  #sentNumbers: SentNumbers | undefined;
  /** Encoded events since the last frame, and the tick of the newest event. */
  readonly #events = new ByteWriter(EVENT_BYTES);
  #eventTick = -1;

  constructor(
    records: BodyRecords<Name, Body>,
    writeTick: (writer: ByteWriter, tick: number) => void,
    onDispose: () => void,
  ) {
    this.#records = records;
    this.#writeTick = writeTick;
    this.#onDispose = onDispose;
  }

  /** Starts sending a body. A body that is sent already stays. */
  add(body: Body): void {
    const tracked = this.#records.of(body);
    if (this.#wanted.has(tracked)) return;
    this.#wanted.add(tracked);
    if (!this.#going.delete(tracked)) this.#coming.add(tracked);
  }

  /** Starts sending a body with its owner's fields. */
  own(body: Body): void {
    this.add(body);
    this.#own = this.#records.of(body);
  }

  /** Stops sending a body. */
  remove(body: Body): void {
    const tracked = this.#records.of(body);
    if (!this.#wanted.delete(tracked)) return;
    if (!this.#coming.delete(tracked)) this.#going.add(tracked);
  }

  /** Removes a body that has left for good. */
  forget(body: Body): void {
    this.remove(body);
    if (this.#own?.body === body) this.#own = undefined;
  }

  /** Adds the record of an event of a tick. */
  tell(tick: number, event: Uint8Array, length: number): void {
    const events = this.#events;
    events.reserve(length + MAX_EVENT_BYTES);
    if (events.length === 0 || tick !== this.#eventTick) this.#writeTick(events, tick);
    this.#eventTick = tick;
    events.copy(event, 0, length);
  }

  dispose(): void {
    this.#onDispose();
  }

  reset(): void {
    this.#shown = [];
    this.#going.clear();
    for (const body of this.#wanted) this.#coming.add(body);
    this.#sentOwn = undefined;
  }

  /** Changes are kept by patch for all clients, so nothing has to be done for one that skips a patch. */
  skip(): void {}

  write(writer: ByteWriter, common: readonly Uint8Array[], patch: number): void {
    writer.reserve(HEAD_BYTES);
    const head = writer.skip(1);
    let parts = writeCommon(writer, common);
    if (this.#going.size > 0) parts |= this.#writeLeaves(writer);
    parts |= this.#writeChanges(writer);
    if (this.#coming.size > 0) parts |= this.#writeEnters(writer);
    parts |= this.#writeOwn(writer);
    if (this.#events.length > 0) parts |= this.#writeEvents(writer);
    this.sent = patch;
    writer.bytes[head] = parts;
  }

  #writeLeaves(writer: ByteWriter): number {
    writer.reserve((1 + this.#going.size) * MAX_COUNT_BYTES);
    writer.varint(this.#going.size);
    for (const body of this.#going) {
      const place = this.#shown.indexOf(body);
      writer.varint(place);
      const last = this.#shown.pop();
      if (last && last !== body) this.#shown[place] = last;
    }
    this.#going.clear();
    return PART.leaves;
  }

  /**
   * A client that received the previous patch gets the shared records. A client that missed patches gets all groups
   * that changed since.
   */
  #writeChanges(writer: ByteWriter): number {
    const shown = this.#shown;
    const { bytes, patch, layout } = this.#records;
    const isInStep = this.sent === patch - 1;
    const bitBytes = (shown.length + 7) >> 3;
    writer.reserve(bitBytes + shown.length * layout.maxSeenBytes);
    const bits = writer.skip(bitBytes);
    const start = writer.length;
    for (let place = 0; place < shown.length; place++) {
      const body = shown[place];
      if (!body) continue;
      if (isInStep) {
        if (body.start === body.end) continue;
        writer.copy(bytes, body.start, body.end);
      } else {
        const groups = this.#records.groupsSince(body, this.sent);
        if (groups === 0) continue;
        layout.writeSeen(writer, body.row, groups);
      }
      const byte = bits + (place >> 3);
      writer.bytes[byte] = (writer.bytes[byte] ?? 0) | (1 << (place & 7));
    }
    if (writer.length > start) return PART.changes;
    writer.length = bits;
    return 0;
  }

  #writeEnters(writer: ByteWriter): number {
    const { layout } = this.#records;
    writer.reserve(MAX_COUNT_BYTES + this.#coming.size * (ID_BYTES + layout.maxSeenBytes));
    writer.varint(this.#coming.size);
    for (const tracked of this.#coming) {
      writer.uint16(tracked.body.id);
      layout.writeSeen(writer, tracked.row, layout.allGroups);
      this.#shown.push(tracked);
    }
    this.#coming.clear();
    return PART.enters;
  }

  #writeOwn(writer: ByteWriter): number {
    const { layout } = this.#records;
    const own = this.#own;
    let parts = 0;
    writer.reserve(ID_BYTES + layout.maxOwnerBytes);
    if (own !== this.#sentOwn) {
      this.#sentOwn = own;
      this.#sentNumbers = own && layout.createSent();
      writer.uint16(own?.body.id ?? 0);
      parts |= PART.own;
    }
    if (own && this.#sentNumbers && layout.writeOwner(writer, own.body, this.#sentNumbers)) parts |= PART.ownRecord;
    return parts;
  }

  #writeEvents(writer: ByteWriter): number {
    const { bytes, length } = this.#events;
    writer.reserve(length);
    writer.copy(bytes, 0, length);
    this.#events.clear();
    return PART.events;
  }
}

/** Writes a frame for whoever asks for the state without being a client with a view. */
export function writeWithoutBodies(writer: ByteWriter, common: readonly Uint8Array[]): void {
  writer.reserve(HEAD_BYTES);
  const head = writer.skip(1);
  writer.bytes[head] = writeCommon(writer, common);
}

/** Writes the patches of the common part, each after its length. Returns the `PART` that was written. */
function writeCommon(writer: ByteWriter, common: readonly Uint8Array[]): number {
  if (common.length === 0) return 0;
  writer.uint8(common.length);
  for (const bytes of common) {
    writer.reserve(MAX_COUNT_BYTES + bytes.length);
    writer.varint(bytes.length);
    writer.copy(bytes);
  }
  return PART.common;
}
