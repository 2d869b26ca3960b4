import { ClientState, Protocol, ProtocolModifier, type Client, type Serializer } from "@colyseus/core";
import type { Encoder } from "@colyseus/schema";
import { ByteWriter } from "@fray/netcode/core";
import { type IsDue, CommonPatches, copyMessage, createEncoder, HEADER_ROOM, writeFrame } from "@fray/netcode/server";
import type { EventList, EventLists } from "@fray/shared-state/protocol/events";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { MAX_EVENT_BYTES, writeEvent } from "@fray/shared-state/sync/event-records";
import { PART, RECORDS_ID } from "@fray/shared-state/sync/record-frame";

import { turnAway } from "../../network/join-refusal.ts";
import type { EventSink } from "../event-sink.ts";
import { BodyRecords } from "./body-records.ts";
import { RecordView } from "./record-view.ts";

/** Protocol code, server time, input acknowledged, parts, number of common patches; and the length of each of those. */
const HEAD_BYTES = 11;
const LENGTH_BYTES = 5;

interface Timing {
  /** Server time in ms since the room was opened. */
  readonly sNow: number;
}

/**
 * Sends the state of a room of many. What is the same for all is encoded once: the common part by the framework's encoder,
 * each body by `BodyRecords`; a client's frame is put together from those. The framework's own views walk everything that
 * has changed for every client. Events go along in the same frames.
 */
export class RecordSerializer implements Serializer<ArenaState>, EventSink {
  readonly id = RECORDS_ID;
  readonly #acknowledged: (sessionId: string) => number;
  readonly #isDue: IsDue;
  readonly #firstRefId: number;
  readonly #common = new CommonPatches();
  readonly #bodies = new BodyRecords();
  readonly #views = new Map<string, RecordView>();
  readonly #writer = new ByteWriter();
  readonly #event = new ByteWriter(MAX_EVENT_BYTES);
  #state!: ArenaState;
  #encoder!: Encoder;
  /** The whole common part, until it changes. */
  #whole: Uint8Array | undefined;

  /**
   * `acknowledged` is the number of inputs of a client that have been taken; `firstRefId` is where the numbers of the
   * common part's parts begin, see `createEncoder`.
   */
  constructor(acknowledged: (sessionId: string) => number, isDue: IsDue, firstRefId = 0) {
    this.#acknowledged = acknowledged;
    this.#isDue = isDue;
    this.#firstRefId = firstRefId;
  }

  /** The room calls this with its state, once. */
  reset(state: ArenaState): void {
    this.#state = state;
    this.#encoder = createEncoder(state, this.#firstRefId);
  }

  viewFor({ sessionId }: Client): RecordView {
    const view = new RecordView(this.#bodies, () => {
      if (this.#views.get(sessionId) === view) this.#views.delete(sessionId);
    });
    this.#views.set(sessionId, view);
    return view;
  }

  /** Packs an event once; it goes with the next frame of each client. */
  tell<List extends EventList>(clients: Iterable<Client>, tick: number, list: List, event: EventLists[List]): void {
    this.#event.clear();
    writeEvent(this.#event, list, event);
    const { bytes, length } = this.#event;
    for (const { sessionId, state } of clients) {
      // Nothing is kept for who is not here: back on another line, they are sent everything as it is then.
      if (state === ClientState.JOINED) this.#views.get(sessionId)?.tell(tick, bytes, length);
    }
  }

  /** Events wait in the views for their frames. */
  flush(): void {}

  /** They are gone with the client's view. */
  drop(): void {}

  /** Asked for by who wants to be told what the state is made of: it would wait for ever for one that it can read. */
  handshake(): never {
    throw turnAway("unreadable");
  }

  getFullState(client?: Client, timing?: Timing): Uint8Array {
    if (!this.#whole || this.#encoder.hasChanges) this.#whole = this.#encoder.encodeAll().slice();
    const view = client && this.#views.get(client.sessionId);
    view?.reset();
    this.#write(Protocol.ROOM_STATE, [this.#whole], view, client, timing);
    return copyMessage(this.#writer);
  }

  applyPatches(clients: readonly Client[], _state: ArenaState, timing?: Timing): boolean {
    this.#bodies.pack(this.#state.players.values());
    const hasChanges = this.#encoder.hasChanges;
    if (hasChanges) {
      this.#common.add(this.#bodies.patch, this.#encoder.encode().slice());
      this.#encoder.discardChanges();
      this.#whole = undefined;
    }
    for (const client of clients) {
      const view = this.#views.get(client.sessionId);
      if (!view || client.state !== ClientState.JOINED || !this.#isDue(client)) continue;
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

  /** Writes a message, with room for its header in front. */
  #write(
    code: number,
    common: readonly Uint8Array[],
    view: RecordView | undefined,
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
      writer.uint32(client ? this.#acknowledged(client.sessionId) : 0);
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
