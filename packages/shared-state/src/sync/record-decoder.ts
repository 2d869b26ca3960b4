import { Decoder } from "@colyseus/schema";
import { ByteReader, FrameError } from "@fray/netcode/core";

import type { EventsMessage } from "../protocol/events.ts";
import { createCrowdState, type ArenaState } from "../schema/arena-state.ts";
import { Player } from "../schema/player.ts";
import { emptyValues, readRecord, showValues, type BodyValues } from "./body-record.ts";
import { readEvents } from "./event-records.ts";
import { readOwnRecord } from "./own-record.ts";
import { PART } from "./record-frame.ts";

interface ShownBody {
  readonly sessionId: string;
  readonly id: number;
  readonly player: Player;
  readonly values: BodyValues;
}

/**
 * Turns frames of records into the state of a room as a client may know it. Its methods are those the SDK asks of what
 * decodes for it. They throw a `FrameError` for what is no frame; what was read before it stays.
 */
export class RecordDecoder {
  readonly #state = createCrowdState();
  /** Decodes what everybody is told. The SDK's `Predict` asks for it. */
  readonly decoder = new Decoder(this.#state);
  /** Who is shown, in the order that both sides agree on. */
  #shown: ShownBody[] = [];
  readonly #sessions = new Map<number, string>();
  #ownId = 0;
  #events: readonly EventsMessage[] = [];

  /** What the last frame said has happened. */
  get events(): readonly EventsMessage[] {
    return this.#events;
  }

  getState(): ArenaState {
    return this.#state;
  }

  /** Takes in all there is to know; whatever it does not name is gone. */
  setState(bytes: Uint8Array, { offset }: { readonly offset: number } = { offset: 0 }): void {
    const before = new Map(this.#shown.map((body) => [body.sessionId, body]));
    this.#shown = [];
    this.#ownId = 0;
    this.#read(new ByteReader(bytes, offset), (patch) => this.decoder.decodeResync(patch), before);
    const present = new Set(this.#shown.map(({ sessionId }) => sessionId));
    for (const sessionId of before.keys()) if (!present.has(sessionId)) this.#state.players.delete(sessionId);
  }

  /** Takes in what has changed. */
  patch(bytes: Uint8Array, { offset }: { readonly offset: number } = { offset: 0 }): void {
    this.#read(new ByteReader(bytes, offset), (patch) => this.decoder.decode(patch));
  }

  teardown(): void {
    this.decoder.root.clearRefs();
  }

  #read(
    reader: ByteReader,
    decodeCommon: (patch: Uint8Array) => void,
    known: ReadonlyMap<string, ShownBody> = new Map(),
  ): void {
    try {
      this.#readParts(reader, decodeCommon, known);
    } catch (cause) {
      // Whatever the schema's decoder makes of garbage.
      throw cause instanceof FrameError ? cause : new FrameError("a frame can't be read", { cause });
    }
  }

  #readParts(
    reader: ByteReader,
    decodeCommon: (patch: Uint8Array) => void,
    known: ReadonlyMap<string, ShownBody>,
  ): void {
    this.#events = [];
    const parts = reader.uint8();
    if (parts & PART.common) {
      for (let left = reader.uint8(); left > 0; left--) decodeCommon(reader.take(reader.varint()));
    }
    if (parts & PART.leaves) for (let left = reader.varint(); left > 0; left--) this.#leave(reader.varint());
    if (parts & PART.changes) this.#readChanges(reader);
    if (parts & PART.enters) for (let left = reader.varint(); left > 0; left--) this.#readEnter(reader, known);
    if (parts & PART.own) this.#ownId = reader.uint16();
    if (parts & PART.ownRecord) readOwnRecord(reader, this.#own());
    if (parts & PART.events) this.#events = readEvents(reader);
    if (!reader.isAtEnd) throw new FrameError("a frame goes on after its end");
  }

  #leave(place: number): void {
    const body = this.#shown[place];
    const last = this.#shown.pop();
    if (!body || !last) throw new FrameError("a body leaves that was not there");
    if (body !== last) this.#shown[place] = last;
    const { players } = this.#state;
    if (players.get(body.sessionId) === body.player) players.delete(body.sessionId);
  }

  #readChanges(reader: ByteReader): void {
    const bits = reader.take(Math.ceil(this.#shown.length / 8));
    for (const [place, { player, values }] of this.#shown.entries()) {
      if (((bits[place >> 3] ?? 0) >> (place & 7)) & 1) showValues(player, values, readRecord(reader, values));
    }
  }

  #readEnter(reader: ByteReader, known: ReadonlyMap<string, ShownBody>): void {
    const id = reader.uint16();
    const sessionId = this.#sessionOf(id);
    const values = emptyValues();
    const groups = readRecord(reader, values);
    const before = known.get(sessionId);
    const player = before?.id === id ? before.player : newPlayer(id);
    showValues(player, values, groups);
    this.#shown.push({ sessionId, id, player, values });
    this.#state.players.set(sessionId, player);
  }

  #own(): Player {
    const body = this.#shown.find(({ id }) => id === this.#ownId);
    if (!body) throw new FrameError("an owner is told of a body that is not there");
    return body.player;
  }

  /** Whose body it is, by the roster, which comes in the same frame at the latest. */
  #sessionOf(id: number): string {
    const { roster } = this.#state;
    const known = this.#sessions.get(id);
    if (known !== undefined && roster.get(known)?.id === id) return known;
    this.#sessions.clear();
    for (const [sessionId, entry] of roster) this.#sessions.set(entry.id, sessionId);
    const found = this.#sessions.get(id);
    if (found === undefined) throw new FrameError("a body comes that is nobody's");
    return found;
  }
}

/** What its owner alone is told stays undefined in it, as in a body that the SDK has decoded. */
function newPlayer(id: number): Player {
  // The builder's type leaves out what every schema class has.
  const player = (Player as unknown as { initializeForDecoder(): Player }).initializeForDecoder();
  player.id = id;
  return player;
}
