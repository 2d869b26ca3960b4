import { Protocol } from "@colyseus/sdk";
import { ByteWriter, MAX_EVENT_BYTES } from "@fray/netcode/core";
import { BodyRecords, CommonPatches, HEADER_ROOM, RecordView, writeAtOnce, writeFrame } from "@fray/netcode/server";
import { ArenaInterest } from "@fray/server/internal/interest/arena-interest";
import { dispatchEvents } from "@fray/server/internal/rooms/event-dispatch";
import type { EventSink } from "@fray/server/internal/sync/event-sink";
import type { Arena } from "@fray/shared-state/arena/arena";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { BodyFieldName } from "@fray/shared-state/schema/body-fields";
import type { Player } from "@fray/shared-state/schema/player";
import { BODY_LAYOUT, EVENT_RECORDS } from "@fray/shared-state/sync/arena-records";

import type { RoomTick } from "./room-tick.ts";

/** The framework's client, of which frames need the socket and the session id. */
export type Client = Parameters<typeof writeFrame>[0];

/** Flag in a frame's code: server time and the acknowledged input follow. */
const TIMED = 0x80;
/** Code, server time, input acknowledged. */
const HEAD_BYTES = 9;

/**
 * Decides what each of some clients sees of a tick, and sends it as snapshot records: the second half of a room's tick.
 * It is made of the product's interest, event dispatch and packers, and does what `RecordSerializer` does with them,
 * but receives the common part encoded. It reads bodies from `state` only, so it works on those of the room or on copies
 * in another thread.
 */
export class FrameAssembly {
  readonly #state: ArenaState;
  readonly #interest: ArenaInterest;
  readonly #bodies = new BodyRecords<BodyFieldName, Player>(BODY_LAYOUT);
  readonly #common = new CommonPatches();
  readonly #views = new Map<string, RecordView<BodyFieldName, Player>>();
  /** Clients that have received the whole state, and those that wait for it. */
  readonly #clients = new Map<string, Client>();
  readonly #waiting = new Map<string, Client>();
  readonly #writer = new ByteWriter();
  readonly #event = new ByteWriter(MAX_EVENT_BYTES);
  readonly #sink: EventSink = {
    tell: (clients, tick, list, event) => {
      this.#event.clear();
      EVENT_RECORDS.writeEvent(this.#event, list, event);
      for (const { sessionId } of clients) {
        // A client that waits for the whole state is told no events, as in the product.
        if (this.#clients.has(sessionId)) this.#views.get(sessionId)?.tell(tick, this.#event.bytes, this.#event.length);
      }
    },
    flush: () => {},
    drop: () => {},
  };

  constructor(state: ArenaState, arena: Arena) {
    this.#state = state;
    this.#interest = new ArenaInterest(state, arena, (client) => this.#viewFor(client));
  }

  /** Sends a client the state from the tick on in which its body is there. */
  welcome(client: Client): void {
    this.#waiting.set(client.sessionId, client);
  }

  /** Stops sending to a client. */
  dismiss(sessionId: string): void {
    this.#waiting.delete(sessionId);
    this.#clients.delete(sessionId);
    this.#interest.unwatch(sessionId);
  }

  /** Sends a tick to all clients, each in one write. */
  send(tick: RoomTick): void {
    for (const body of tick.left) this.#interest.forget(body);
    const newcomers = this.#admit(tick);
    const clients = Array.from(this.#clients.values());
    writeAtOnce([...clients, ...newcomers], () => {
      this.#interest.refresh(tick);
      dispatchEvents(tick, { interest: this.#interest, clients, events: this.#sink });
      this.#bodies.pack(this.#state.players.values());
      if (tick.common) this.#common.add(this.#bodies.patch, tick.common);
      for (const client of clients) this.#sendPatch(client, tick);
      for (const client of newcomers) this.#sendWhole(client, tick);
    });
  }

  /** Starts watching for the waiting clients whose bodies are there, and returns them. */
  #admit({ whole }: RoomTick): Client[] {
    const newcomers: Client[] = [];
    if (!whole) return newcomers;
    for (const [sessionId, client] of this.#waiting) {
      const body = this.#state.players.get(sessionId);
      if (!body) continue;
      this.#interest.watch(client, body);
      this.#waiting.delete(sessionId);
      newcomers.push(client);
    }
    return newcomers;
  }

  #viewFor({ sessionId }: Client): RecordView<BodyFieldName, Player> {
    const onDispose = (): void => {
      if (this.#views.get(sessionId) === view) this.#views.delete(sessionId);
    };
    const writeTick = (writer: ByteWriter, tick: number): void => EVENT_RECORDS.writeTick(writer, tick);
    const view = new RecordView<BodyFieldName, Player>(this.#bodies, writeTick, onDispose);
    this.#views.set(sessionId, view);
    return view;
  }

  #sendWhole(client: Client, tick: RoomTick): void {
    const view = this.#views.get(client.sessionId);
    if (!view || !tick.whole) return;
    view.reset();
    this.#clients.set(client.sessionId, client);
    this.#write(client, { code: Protocol.ROOM_STATE, common: [tick.whole], view, tick });
  }

  #sendPatch(client: Client, tick: RoomTick): void {
    const view = this.#views.get(client.sessionId);
    // Every client receives every tick, so no patch of the common part is older than those that are kept.
    const common = view && this.#common.since(view.sent);
    if (common) this.#write(client, { code: Protocol.ROOM_STATE_PATCH, common, view, tick });
  }

  #write(
    client: Client,
    frame: {
      readonly code: number;
      readonly common: readonly Uint8Array[];
      readonly view: RecordView<BodyFieldName, Player>;
      readonly tick: RoomTick;
    },
  ): void {
    const { code, common, view, tick } = frame;
    const writer = this.#writer;
    writer.clear();
    writer.reserve(HEADER_ROOM + HEAD_BYTES);
    writer.skip(HEADER_ROOM);
    writer.uint8(code | TIMED);
    writer.uint32(tick.sNow);
    // The product's rule about provisional steps after a skipped frame is left out: here no client skips a frame.
    writer.uint32(tick.acknowledged(client.sessionId));
    view.write(writer, common, this.#bodies.patch);
    writeFrame(client, writer);
  }
}
