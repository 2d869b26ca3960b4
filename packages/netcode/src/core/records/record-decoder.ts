import { Decoder, type Schema } from "@colyseus/schema";

import { ByteReader, FrameError } from "../bytes/byte-reader.ts";
import type { RecordedBody } from "./field.ts";
import { PART } from "./record-frame.ts";
import type { RecordLayout, Row } from "./record-layout.ts";

/** The state of a room as a client holds it, and the functions that a decoder needs from the game. */
export interface RecordedState<Common extends Schema, Name extends string, Body extends RecordedBody<Name>, Message> {
  readonly layout: RecordLayout<Name>;
  /** The part of the state that every client receives. */
  readonly common: Common;
  /** The bodies that the client sees, by session. */
  readonly bodies: Map<string, Body>;
  /** Returns, by session, the common part's entry of every member. The decoder needs the id of the body in it. */
  readonly members: () => Members;
  readonly createBody: (id: number) => Body;
  /** Reads events up to the end. A game without events leaves it out. */
  readonly readEvents?: (reader: ByteReader) => readonly Message[];
}

interface Members extends Iterable<readonly [sessionId: string, member: { readonly id: number }]> {
  get(sessionId: string): { readonly id: number } | undefined;
}

interface ShownBody<Body> {
  readonly sessionId: string;
  readonly id: number;
  readonly body: Body;
  readonly row: Row;
}

/**
 * Decodes frames of records to the state of a room as one client may know it. Throws a `FrameError` for an invalid
 * frame. Values that were read before the error stay applied.
 */
export class RecordDecoder<Common extends Schema, Name extends string, Body extends RecordedBody<Name>, Message> {
  /** Decodes the common part. The SDK's `Predict` reads this property. */
  readonly decoder: Decoder<Common>;
  readonly #state: RecordedState<Common, Name, Body, Message>;
  /** Visible bodies, in the order that both sides keep. */
  #shown: ShownBody<Body>[] = [];
  readonly #sessions = new Map<number, string>();
  #ownId = 0;
  #events: readonly Message[] = [];

  constructor(state: RecordedState<Common, Name, Body, Message>) {
    this.#state = state;
    this.decoder = new Decoder(state.common);
  }

  /** The events of the last frame. */
  get events(): readonly Message[] {
    return this.#events;
  }

  /** Applies a full state. Bodies that it does not name are removed. The SDK calls this method and the next three. */
  setState(bytes: Uint8Array, { offset }: { readonly offset: number } = { offset: 0 }): void {
    const before = new Map(this.#shown.map((shown) => [shown.sessionId, shown]));
    this.#shown = [];
    this.#ownId = 0;
    this.#read(new ByteReader(bytes, offset), (patch) => this.decoder.decodeResync(patch), before);
    const present = new Set(this.#shown.map(({ sessionId }) => sessionId));
    for (const sessionId of before.keys()) if (!present.has(sessionId)) this.#state.bodies.delete(sessionId);
  }

  /** Applies the changes of a frame. */
  patch(bytes: Uint8Array, { offset }: { readonly offset: number } = { offset: 0 }): void {
    this.#read(new ByteReader(bytes, offset), (patch) => this.decoder.decode(patch));
  }

  /** Returns the state. The game decides where the bodies are in it. */
  getState(): Common {
    return this.#state.common;
  }

  teardown(): void {
    this.decoder.root.clearRefs();
  }

  #read(
    reader: ByteReader,
    decodeCommon: (patch: Uint8Array) => void,
    known: ReadonlyMap<string, ShownBody<Body>> = new Map(),
  ): void {
    try {
      this.#readParts(reader, decodeCommon, known);
    } catch (cause) {
      // The schema's decoder throws other errors for invalid bytes.
      throw cause instanceof FrameError ? cause : new FrameError("a frame can't be read", { cause });
    }
  }

  #readParts(
    reader: ByteReader,
    decodeCommon: (patch: Uint8Array) => void,
    known: ReadonlyMap<string, ShownBody<Body>>,
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
    if (parts & PART.ownRecord) this.#state.layout.readOwner(reader, this.#own());
    if (parts & PART.events) this.#events = this.#state.readEvents?.(reader) ?? [];
    if (!reader.isAtEnd) throw new FrameError("a frame continues after its end");
  }

  #leave(place: number): void {
    const shown = this.#shown[place];
    const last = this.#shown.pop();
    if (!shown || !last) throw new FrameError("a frame removes a body that is not in the list");
    if (shown !== last) this.#shown[place] = last;
    const { bodies } = this.#state;
    if (bodies.get(shown.sessionId) === shown.body) bodies.delete(shown.sessionId);
  }

  #readChanges(reader: ByteReader): void {
    const bits = reader.take(Math.ceil(this.#shown.length / 8));
    for (const [place, { body, row }] of this.#shown.entries()) {
      if (((bits[place >> 3] ?? 0) >> (place & 7)) & 1) this.#state.layout.readSeen(reader, row, body);
    }
  }

  #readEnter(reader: ByteReader, known: ReadonlyMap<string, ShownBody<Body>>): void {
    const { layout, bodies, createBody } = this.#state;
    const id = reader.uint16();
    const sessionId = this.#sessionOf(id);
    const before = known.get(sessionId);
    const body = before?.id === id ? before.body : createBody(id);
    const row = layout.createRow();
    layout.readSeen(reader, row, body);
    this.#shown.push({ sessionId, id, body, row });
    bodies.set(sessionId, body);
  }

  #own(): Body {
    const shown = this.#shown.find(({ id }) => id === this.#ownId);
    if (!shown) throw new FrameError("an owner record for a body that is not in the list");
    return shown.body;
  }

  /** Returns the session that owns a body. The common part in the same frame or an earlier one names it. */
  #sessionOf(id: number): string {
    const members = this.#state.members();
    const known = this.#sessions.get(id);
    if (known !== undefined && members.get(known)?.id === id) return known;
    this.#sessions.clear();
    for (const [sessionId, member] of members) this.#sessions.set(member.id, sessionId);
    const found = this.#sessions.get(id);
    if (found === undefined) throw new FrameError("a body without a session");
    return found;
  }
}
