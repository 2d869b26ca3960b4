import {
  ClientState,
  ErrorCode,
  Protocol,
  ProtocolModifier,
  ServerError,
  type Client,
  type Serializer,
} from "@colyseus/core";
import type { Encoder, Schema } from "@colyseus/schema";

import { ByteWriter } from "../../core/bytes/byte-writer.ts";
import type { RecordedBody } from "../../core/records/field.ts";
import { PART } from "../../core/records/record-frame.ts";
import type { RecordLayout } from "../../core/records/record-layout.ts";
import { CommonPatches } from "../backpressure/common-patches.ts";
import { createEncoder } from "../backpressure/create-encoder.ts";
import { HEADER_ROOM } from "../connection/frame-header.ts";
import { copyMessage, writeFrame } from "../connection/write-frame.ts";
import { BodyRecords } from "./body-records.ts";
import { RecordView } from "./record-view.ts";

/** Protocol code, server time, input acknowledged, parts, number of common patches; and the length of each of those. */
const HEAD_BYTES = 11;
const LENGTH_BYTES = 5;

const noTick = (): never => {
  throw new Error("a game with events must provide writeTick");
};

interface Timing {
  /** Server time in ms since the room was opened. */
  readonly sNow: number;
}

/** The parts that a serializer needs from the game and from its room. */
export interface RecordSource<State extends Schema, Name extends string, Body extends RecordedBody<Name>> {
  /** Name of this state encoding for the SDK. */
  readonly id: string;
  readonly layout: RecordLayout<Name>;
  readonly bodiesOf: (state: State) => Iterable<Body>;
  /** Writes the tick of the events that follow, in at most `MAX_EVENT_BYTES`. A game without events leaves it out. */
  readonly writeTick?: (writer: ByteWriter, tick: number) => void;
  /** Returns the number of inputs of a client that were taken. */
  readonly acknowledged: (sessionId: string) => number;
  /** Whether a client's body stands where a provisional step has put it. Never when left out. */
  readonly isProvisional?: ((sessionId: string) => boolean) | undefined;
  /** Whether a client receives the current patch. Always when left out. */
  readonly isDue?: (client: Client) => boolean;
  /** First reference number of the common part; see `createEncoder`. */
  readonly firstRefId?: number;
  /** Refuses a client that asks for the state's reflection, in the game's own words. */
  readonly refuse?: () => never;
}

/**
 * Sends the state of a large room. Shared parts are encoded once: the common part by the framework's encoder, and
 * each body by `BodyRecords`. The frame of a client is put together from those. The framework's views would walk all
 * changes for every client. Events travel in the same frames.
 */
export class RecordSerializer<
  State extends Schema,
  Name extends string,
  Body extends RecordedBody<Name>,
> implements Serializer<State> {
  readonly id: string;
  readonly #source: RecordSource<State, Name, Body>;
  readonly #common = new CommonPatches();
  readonly #bodies: BodyRecords<Name, Body>;
  readonly #views = new Map<string, RecordView<Name, Body>>();
  readonly #writer = new ByteWriter();
  #state!: State;
  #encoder!: Encoder;
  /** The full common part; undefined after it changed. */
  #whole: Uint8Array | undefined;

  constructor(source: RecordSource<State, Name, Body>) {
    this.id = source.id;
    this.#source = source;
    this.#bodies = new BodyRecords(source.layout);
  }

  /** The room calls this with its state, once. */
  reset(state: State): void {
    this.#state = state;
    this.#encoder = createEncoder(state, this.#source.firstRefId);
  }

  viewFor({ sessionId }: Client): RecordView<Name, Body> {
    const view = new RecordView<Name, Body>(this.#bodies, this.#source.writeTick ?? noTick, () => {
      if (this.#views.get(sessionId) === view) this.#views.delete(sessionId);
    });
    this.#views.set(sessionId, view);
    return view;
  }

  /** Takes the record of an event. It is sent with the next frame of each client. */
  tell(clients: Iterable<Client>, tick: number, { bytes, length }: ByteWriter): void {
    for (const { sessionId, state } of clients) {
      // No events are kept for an absent client. On its next connection the client receives the full state.
      if (state === ClientState.JOINED) this.#views.get(sessionId)?.tell(tick, bytes, length);
    }
  }

  /** A client that asks for the reflection can't read records and would wait without end. */
  handshake(): never {
    this.#source.refuse?.();
    throw new ServerError(ErrorCode.APPLICATION_ERROR, "this room sends snapshot records");
  }

  getFullState(client?: Client, timing?: Timing): Uint8Array {
    if (!this.#whole || this.#encoder.hasChanges) this.#whole = this.#encoder.encodeAll().slice();
    const view = client && this.#views.get(client.sessionId);
    view?.reset();
    this.#write(Protocol.ROOM_STATE, [this.#whole], view, client, timing);
    return copyMessage(this.#writer);
  }

  applyPatches(clients: readonly Client[], _state: State, timing?: Timing): boolean {
    this.#bodies.pack(this.#source.bodiesOf(this.#state));
    const hasChanges = this.#encoder.hasChanges;
    if (hasChanges) {
      this.#common.add(this.#bodies.patch, this.#encoder.encode().slice());
      this.#encoder.discardChanges();
      this.#whole = undefined;
    }
    for (const client of clients) {
      const view = this.#views.get(client.sessionId);
      if (!view || client.state !== ClientState.JOINED || this.#source.isDue?.(client) === false) continue;
      const missed = this.#common.since(view.sent);
      if (missed) {
        this.#write(Protocol.ROOM_STATE_PATCH, missed, view, client, timing);
        writeFrame(client, this.#writer);
      } else {
        client.raw(this.getFullState(client, timing));
      }
    }
    return hasChanges;
  }

  /**
   * Returns the input that a frame acknowledges. The client takes the body of a frame with a new acknowledgement for the
   * result of that input. If the frame with the result was skipped and the body is provisional now, it is not. Then the
   * frame repeats the acknowledgement of the one before.
   */
  #acknowledge({ sessionId }: Client, code: number, view: RecordView<Name, Body> | undefined): number {
    const { acknowledged, isProvisional } = this.#source;
    const repeats = view && code === Protocol.ROOM_STATE_PATCH && isProvisional?.(sessionId);
    const input = repeats ? view.acknowledged : acknowledged(sessionId);
    if (view) view.acknowledged = input;
    return input;
  }

  /** Writes a message, with room for its header in front. */
  #write(
    code: number,
    common: readonly Uint8Array[],
    view: RecordView<Name, Body> | undefined,
    client: Client | undefined,
    timing: Timing | undefined,
  ): void {
    const writer = this.#writer;
    writer.clear();
    writer.reserve(HEADER_ROOM + HEAD_BYTES);
    writer.skip(HEADER_ROOM);
    writer.uint8(timing ? code | ProtocolModifier.TIMED : code);
    if (timing) {
      writer.uint32(timing.sNow);
      writer.uint32(client ? this.#acknowledge(client, code, view) : 0);
    }
    const head = writer.skip(1);
    let parts = 0;
    if (common.length > 0) {
      parts |= PART.common;
      writer.uint8(common.length);
      for (const bytes of common) {
        writer.reserve(LENGTH_BYTES + bytes.length);
        writer.varint(bytes.length);
        writer.copy(bytes);
      }
    }
    if (view) parts |= view.write(writer);
    writer.bytes[head] = parts;
  }
}
