import { ByteWriter } from "@fray/netcode/core";
import type { Player } from "@fray/shared-state/schema/player";
import { MAX_RECORD_BYTES, writeRecord } from "@fray/shared-state/sync/body-record";
import { MAX_EVENT_BYTES, writeTick } from "@fray/shared-state/sync/event-records";
import { MAX_OWN_RECORD_BYTES, nothingTold, writeOwnRecord, type OwnValues } from "@fray/shared-state/sync/own-record";
import { PART } from "@fray/shared-state/sync/record-frame";

import type { View } from "../../interest/view.ts";
import { groupsSince, writeWhole, type BodyRecords, type TrackedBody } from "./body-records.ts";

/** The longest varint written here, and an id before its record. */
const MAX_COUNT_BYTES = 5;
const ID_BYTES = 2;
/** Room for the events of a tick, to begin with. */
const EVENT_BYTES = 256;

/**
 * What one client is sent of the bodies in a room of many, and what it has been sent so far. A frame may be left out at any
 * time: the next one makes up for it.
 */
export class RecordView implements View {
  /** Number of the last patch that the client has been sent. */
  sent = 0;
  readonly #records: BodyRecords;
  readonly #onDispose: () => void;
  /** Whom it is to be shown: those it has been shown, without those who go, and with those who come. */
  readonly #wanted = new Set<TrackedBody>();
  readonly #going = new Set<TrackedBody>();
  readonly #coming = new Set<TrackedBody>();
  /** Whom it has been shown, in the order that both sides keep. */
  #shown: TrackedBody[] = [];
  #own: Player | undefined;
  /** Whose owner the client has been told it is, and what of it. */
  #toldOwn: Player | undefined;
  #told: OwnValues = nothingTold();
  /** What has happened since the last frame, as it is written, and in which tick the newest of it. */
  readonly #events = new ByteWriter(EVENT_BYTES);
  #eventTick = -1;

  constructor(records: BodyRecords, onDispose: () => void) {
    this.#records = records;
    this.#onDispose = onDispose;
  }

  add(player: Player): void {
    const body = this.#records.of(player);
    if (this.#wanted.has(body)) return;
    this.#wanted.add(body);
    if (!this.#going.delete(body)) this.#coming.add(body);
  }

  own(body: Player): void {
    this.add(body);
    this.#own = body;
  }

  remove(player: Player): void {
    const body = this.#records.of(player);
    if (!this.#wanted.delete(body)) return;
    if (!this.#coming.delete(body)) this.#going.add(body);
  }

  forget(body: Player): void {
    this.remove(body);
    if (this.#own === body) this.#own = undefined;
  }

  /** Something has happened in a tick: `event` is its record. */
  tell(tick: number, event: Uint8Array, length: number): void {
    const events = this.#events;
    events.reserve(length + MAX_EVENT_BYTES);
    if (events.length === 0 || tick !== this.#eventTick) writeTick(events, tick);
    this.#eventTick = tick;
    events.copy(event, 0, length);
  }

  dispose(): void {
    this.#onDispose();
  }

  /** The client knows nothing any more, or has just come: what is written next is everything. */
  reset(): void {
    this.#shown = [];
    this.#going.clear();
    for (const body of this.#wanted) this.#coming.add(body);
    this.#toldOwn = undefined;
  }

  /** Writes what the client does not know yet, and notes that it does. Returns the `PART`s of a frame it has written. */
  write(writer: ByteWriter): number {
    const { patch } = this.#records;
    let parts = 0;
    if (this.#going.size > 0) parts |= this.#writeLeaves(writer);
    parts |= this.#writeChanges(writer);
    if (this.#coming.size > 0) parts |= this.#writeEnters(writer);
    parts |= this.#writeOwn(writer);
    if (this.#events.length > 0) parts |= this.#writeEvents(writer);
    this.sent = patch;
    return parts;
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

  /** Those who were sent the patch before get what was packed for all of them; who has missed some, what changed since. */
  #writeChanges(writer: ByteWriter): number {
    const shown = this.#shown;
    const { bytes, patch } = this.#records;
    const isInStep = this.sent === patch - 1;
    const bitBytes = (shown.length + 7) >> 3;
    writer.reserve(bitBytes + shown.length * MAX_RECORD_BYTES);
    const bits = writer.skip(bitBytes);
    const start = writer.length;
    for (let place = 0; place < shown.length; place++) {
      const body = shown[place];
      if (!body) continue;
      if (isInStep) {
        if (body.start === body.end) continue;
        writer.copy(bytes, body.start, body.end);
      } else {
        const groups = groupsSince(body, this.sent);
        if (groups === 0) continue;
        writeRecord(writer, body.values, groups);
      }
      const byte = bits + (place >> 3);
      writer.bytes[byte] = (writer.bytes[byte] ?? 0) | (1 << (place & 7));
    }
    if (writer.length > start) return PART.changes;
    writer.length = bits;
    return 0;
  }

  #writeEnters(writer: ByteWriter): number {
    writer.reserve(MAX_COUNT_BYTES + this.#coming.size * (ID_BYTES + MAX_RECORD_BYTES));
    writer.varint(this.#coming.size);
    for (const body of this.#coming) {
      writer.uint16(body.player.id);
      writeWhole(writer, body);
      this.#shown.push(body);
    }
    this.#coming.clear();
    return PART.enters;
  }

  #writeOwn(writer: ByteWriter): number {
    const own = this.#own;
    let parts = 0;
    writer.reserve(ID_BYTES + MAX_OWN_RECORD_BYTES);
    if (own !== this.#toldOwn) {
      this.#toldOwn = own;
      this.#told = nothingTold();
      writer.uint16(own?.id ?? 0);
      parts |= PART.own;
    }
    if (own && writeOwnRecord(writer, own, this.#told)) parts |= PART.ownRecord;
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
