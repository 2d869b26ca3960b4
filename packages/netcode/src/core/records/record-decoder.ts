import { Decoder, type Schema } from "@colyseus/schema";

import { ByteReader, FrameError } from "../bytes/byte-reader.ts";
import type { RecordedBody } from "./field.ts";
import { PART } from "./record-frame.ts";
import type { RecordLayout, Row } from "./record-layout.ts";

/** The state of a room as a client holds it, and what a decoder asks of the game. */
export interface RecordedState<Common extends Schema, Name extends string, Body extends RecordedBody<Name>, Message> {
  readonly layout: RecordLayout<Name>;
  /** What everybody is told. */
  readonly common: Common;
  /** The bodies that the client is shown, by session. */
  readonly bodies: Map<string, Body>;
  /** By session, what the common part says of everybody: the number of their body is needed. */
  readonly members: () => Members;
  readonly createBody: (id: number) => Body;
  /** Reads what has happened, up to the end. A game without events leaves it out. */
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
 * Turns frames of records into the state of a room as a client may know it. It throws a `FrameError` for what is no frame;
 * what was read before it stays.
 */
export class RecordDecoder<Common extends Schema, Name extends string, Body extends RecordedBody<Name>, Message> {
  /** Decodes what everybody is told. The SDK's `Predict` asks for it. */
  readonly decoder: Decoder<Common>;
  readonly #state: RecordedState<Common, Name, Body, Message>;
  /** Who is shown, in the order that both sides agree on. */
  #shown: ShownBody<Body>[] = [];
  readonly #sessions = new Map<number, string>();
  #ownId = 0;
  #events: readonly Message[] = [];

  constructor(state: RecordedState<Common, Name, Body, Message>) {
    this.#state = state;
    this.decoder = new Decoder(state.common);
  }

  /** What the last frame said has happened. */
  get events(): readonly Message[] {
    return this.#events;
  }

  /** Takes in all there is to know; whatever it does not name is gone. The SDK calls this and the next three. */
  setState(bytes: Uint8Array, { offset }: { readonly offset: number } = { offset: 0 }): void {
    const before = new Map(this.#shown.map((shown) => [shown.sessionId, shown]));
    this.#shown = [];
    this.#ownId = 0;
    this.#read(new ByteReader(bytes, offset), (patch) => this.decoder.decodeResync(patch), before);
    const present = new Set(this.#shown.map(({ sessionId }) => sessionId));
    for (const sessionId of before.keys()) if (!present.has(sessionId)) this.#state.bodies.delete(sessionId);
  }

  /** Takes in what has changed. */
  patch(bytes: Uint8Array, { offset }: { readonly offset: number } = { offset: 0 }): void {
    this.#read(new ByteReader(bytes, offset), (patch) => this.decoder.decode(patch));
  }

  /** The whole state: the game puts the bodies where it wants them. */
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
      // Whatever the schema's decoder makes of garbage.
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
    if (!reader.isAtEnd) throw new FrameError("a frame goes on after its end");
  }

  #leave(place: number): void {
    const shown = this.#shown[place];
    const last = this.#shown.pop();
    if (!shown || !last) throw new FrameError("a body leaves that was not there");
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
    if (!shown) throw new FrameError("an owner is told of a body that is not there");
    return shown.body;
  }

  /** The session whose body it is, by the common part, which comes in the same frame at the latest. */
  #sessionOf(id: number): string {
    const members = this.#state.members();
    const known = this.#sessions.get(id);
    if (known !== undefined && members.get(known)?.id === id) return known;
    this.#sessions.clear();
    for (const [sessionId, member] of members) this.#sessions.set(member.id, sessionId);
    const found = this.#sessions.get(id);
    if (found === undefined) throw new FrameError("a body comes that is nobody's");
    return found;
  }
}
