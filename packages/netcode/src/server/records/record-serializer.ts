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
import type { View } from "../../core/interest/view.ts";
import type { RecordedBody } from "../../core/records/field.ts";
import type { RecordLayout } from "../../core/records/record-layout.ts";
import { CommonPatches } from "../backpressure/common-patches.ts";
import { createEncoder } from "../backpressure/create-encoder.ts";
import { HEADER_ROOM } from "../connection/frame-header.ts";
import { copyMessage, writeFrame } from "../connection/write-frame.ts";
import type { BodySchema } from "../views/body-schema.ts";
import { BodyViews } from "../views/body-views.ts";
import { StockView } from "../views/stock-view.ts";
import { BodyRecords } from "./body-records.ts";
import type { ClientFrames } from "./client-frames.ts";
import { RecordView, writeWithoutBodies } from "./record-view.ts";

/** Protocol code, server time, input acknowledged. */
const HEAD_BYTES = 9;
/** Name of the framework's own state encoding for the SDK. */
const SCHEMA_ID = "schema";

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
  /** Returns the bodies of a state by session. */
  readonly bodiesOf: (state: State) => ReadonlyMap<string, Body>;
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
  /** Serves also clients that read only the framework's own patches. Without it, they are refused. */
  readonly stock?: {
    readonly schema: BodySchema<Name>;
    /** Whether a client reads records. Its connection must have been confirmed under `id`; see `nameEncoding`. */
    readonly readsRecords: (client: Client) => boolean;
  };
}

/**
 * Sends the state of a room to two kinds of clients. Shared parts are encoded once: the common part by the framework's
 * encoder, and each body by `BodyRecords`. The frame of a client that reads records is put together from those, and
 * events travel in it. A client of any other kind receives the same common part, and its bodies through a view of the
 * framework, which walks all changes for every client.
 */
export class RecordSerializer<
  State extends Schema,
  Name extends string,
  Body extends RecordedBody<Name>,
> implements Serializer<State> {
  /** The name for clients that have not been told another one. */
  readonly id: string;
  readonly #source: RecordSource<State, Name, Body>;
  readonly #common = new CommonPatches();
  readonly #bodies: BodyRecords<Name, Body>;
  readonly #views = new Map<string, RecordView<Name, Body> | StockView<Name, Body>>();
  readonly #writer = new ByteWriter();
  #state!: State;
  #encoder!: Encoder;
  /** The full common part; undefined after it changed. */
  #whole: Uint8Array | undefined;
  /** Number of patches in which the common part has changed. */
  #versions = 0;
  /** Created for the first client that needs it. */
  #stock: BodyViews<Name, Body> | undefined;
  /** Number of views of clients that read no records. */
  #stockViews = 0;

  constructor(source: RecordSource<State, Name, Body>) {
    this.id = source.stock ? SCHEMA_ID : source.id;
    this.#source = source;
    this.#bodies = new BodyRecords(source.layout);
  }

  /** The room calls this with its state, once. */
  reset(state: State): void {
    this.#state = state;
    this.#encoder = createEncoder(state, this.#source.firstRefId);
  }

  /** A number that is another one after each change of the common part; undefined while changes wait for a patch. */
  get commonVersion(): number | undefined {
    return this.#encoder.hasChanges ? undefined : this.#versions;
  }

  /** Whether some clients read no records. */
  get hasStock(): boolean {
    return this.#stockViews > 0;
  }

  viewFor(client: Client): View<Body> {
    const { sessionId } = client;
    const { stock, writeTick = noTick } = this.#source;
    const isStock = stock?.readsRecords(client) === false;
    const onDispose = () => {
      if (isStock) this.#stockViews--;
      if (this.#views.get(sessionId) === view) this.#views.delete(sessionId);
    };
    if (isStock) this.#stockViews++;
    const view = isStock
      ? new StockView<Name, Body>(this.#openViews(stock.schema), onDispose)
      : new RecordView<Name, Body>(this.#bodies, writeTick, onDispose);
    this.#views.set(sessionId, view);
    return view;
  }

  /** Takes the record of an event. It is sent with the next frame of each of the clients that reads records. */
  tell(clients: Iterable<Client>, tick: number, { bytes, length }: ByteWriter): void {
    for (const { sessionId, state } of clients) {
      // No events are kept for an absent client. On its next connection the client receives the full state.
      if (state !== ClientState.JOINED) continue;
      const view = this.#views.get(sessionId);
      if (view instanceof RecordView) view.tell(tick, bytes, length);
    }
  }

  /** Describes the state to a client that has no types for it. Such a client can't read records. */
  handshake(): Uint8Array {
    const { stock } = this.#source;
    if (!stock) throw new ServerError(ErrorCode.APPLICATION_ERROR, "this room sends snapshot records");
    return this.#openViews(stock.schema).reflection;
  }

  getFullState(client?: Client, timing?: Timing): Uint8Array {
    if (!this.#whole || this.#encoder.hasChanges) this.#whole = this.#encoder.encodeAll().slice();
    const view = client && this.#views.get(client.sessionId);
    view?.reset();
    if (view instanceof StockView) this.#stock?.update();
    this.#write(Protocol.ROOM_STATE, [this.#whole], view, client, timing);
    return copyMessage(this.#writer);
  }

  applyPatches(clients: readonly Client[], _state: State, timing?: Timing): boolean {
    this.#bodies.pack(this.#source.bodiesOf(this.#state).values());
    const hasChanges = this.#encoder.hasChanges;
    if (hasChanges) {
      this.#common.add(this.#bodies.patch, this.#encoder.encode().slice());
      this.#encoder.discardChanges();
      this.#whole = undefined;
      this.#versions++;
    }
    if (this.hasStock) this.#stock?.update();
    for (const client of clients) {
      const view = this.#views.get(client.sessionId);
      if (!view || client.state !== ClientState.JOINED) continue;
      if (this.#source.isDue?.(client) === false) {
        view.skip();
        continue;
      }
      const missed = this.#common.since(view.sent);
      if (missed) {
        this.#write(Protocol.ROOM_STATE_PATCH, missed, view, client, timing);
        writeFrame(client, this.#writer);
      } else {
        client.raw(this.getFullState(client, timing));
      }
    }
    this.#stock?.discard();
    return hasChanges;
  }

  #openViews(schema: BodySchema<Name>): BodyViews<Name, Body> {
    return (this.#stock ??= new BodyViews(schema, this.#encoder, () => this.#source.bodiesOf(this.#state)));
  }

  /**
   * Returns the input that a frame acknowledges. The client takes the body of a frame with a new acknowledgement for the
   * result of that input. If the frame with the result was skipped and the body is provisional now, it is not. Then the
   * frame repeats the acknowledgement of the one before.
   */
  #acknowledge({ sessionId }: Client, code: number, view: ClientFrames | undefined): number {
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
    view: ClientFrames | undefined,
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
    if (view) view.write(writer, common, this.#bodies.patch);
    else writeWithoutBodies(writer, common);
  }
}
