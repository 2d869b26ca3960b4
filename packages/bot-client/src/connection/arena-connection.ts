import type { InputHandle, Room } from "@colyseus/sdk";
import {
  ConnectionWatch,
  followRoom,
  redirectLostRoom,
  redirectRoom,
  simulateDelay,
  TransportChoice,
  TransportClient,
  paceDepth,
  transportOf,
  withinLimit,
  type SimulatedDelay,
  type TransportName,
} from "@fray/netcode/client";
import type { Runtime } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import type { BotNote } from "@fray/shared-state/protocol/bot-note";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import type { EventsMessage } from "@fray/shared-state/protocol/events";
import type { ClientMessage, ServerMessages } from "@fray/shared-state/protocol/messages";
import { destinationOf, ENDED_HERE, type RoomStatus } from "@fray/shared-state/protocol/room-status";
import { ARENA_ROOM, DEFAULT_TICK_RATE, RECONNECTION_WINDOW_S } from "@fray/shared-state/protocol/rooms";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { InputFrame, type Input } from "@fray/shared-state/schema/input-frame";
import type { Player } from "@fray/shared-state/schema/player";
import { RECORDS_ID } from "@fray/shared-state/sync/arena-records";
import { followState, READS_RECORDS } from "@fray/shared-state/sync/follow-state";
import { receiveEvents } from "@fray/shared-state/sync/receive-events";

import type { ObservedState } from "../view/observer.ts";
import { BUILD } from "./build.ts";
import { fetchArena } from "./fetch-arena.ts";
import { whenRoomIsGone, whereRoomGoesOn } from "./room-inquiry.ts";
import { RoomMap } from "./room-map.ts";
import { countTraffic, type Traffic } from "./traffic.ts";

/** Longest wait for a seat and its connection, in ms. */
const JOIN_LIMIT_MS = 8000;
/** Longest wait for the first state, and for the end of the session, in ms. */
const FIRST_STATE_LIMIT_MS = 10_000;
const LEAVE_LIMIT_MS = 3000;
const SILENT_MS = 1000;
/** The server takes four notes a second. */
const NOTE_INTERVAL_MS = 250;

export interface JoinRequest {
  readonly runtime: Runtime;
  /** `ws://host:port` or `wss://host:port` */
  readonly url: string;
  readonly name: string;
  /** Id of the room to join; by default any open room. */
  readonly roomId?: string | undefined;
  /** The token that the host requires from bots. */
  readonly botToken?: string | undefined;
  /** Whether to connect to the host of `url`, even if the matchmaker names another public address. */
  readonly isLocal?: boolean | undefined;
  /** Simulates a worse connection, from the join on. */
  readonly line?: SimulatedDelay | undefined;
  /** The transports to use, and what is known of them; by default a WebSocket, or HTTP where that does not pass. */
  readonly transports?: TransportChoice | undefined;
}

/** A session in an arena: the socket, the synced state and the inputs, without the decisions of a bot. */
export class ArenaConnection {
  readonly traffic: Traffic;
  /**
   * Resolves to the close code when the server or `leave` has ended the session, or when the room is gone. Drops after
   * which the SDK reconnects don't count.
   */
  readonly closed: Promise<number>;
  readonly #runtime: Runtime;
  readonly #room: Room<unknown, ArenaState>;
  readonly #input: InputHandle<InputFrame>;
  readonly #map: RoomMap;
  readonly #watch: ConnectionWatch;
  readonly #isLocal: boolean;
  /** Id of the room that replaces this room, once the server has announced it. */
  #movedTo: string | undefined;
  #patchedAt: number;
  #notedAt = -Infinity;

  private constructor(
    runtime: Runtime,
    room: Room<unknown, ArenaState>,
    map: RoomMap,
    { traffic, closed, url, isLocal }: { traffic: Traffic; closed: Promise<number>; url: string; isLocal: boolean },
  ) {
    this.#runtime = runtime;
    this.#isLocal = isLocal;
    this.#watch = new ConnectionWatch(runtime, room, { holdMs: RECONNECTION_WINDOW_S * 1000 });
    this.#map = map;
    this.#patchedAt = runtime.now();
    room.onStateChange((state) => {
      this.#patchedAt = runtime.now();
      this.#watch.receive();
      map.follow(state);
    });
    this.traffic = traffic;
    this.closed = Promise.race([closed, this.#whenGone(room, url, closed)]);
    this.#room = room;
    room.onMessage<ServerMessages["moved"]>("moved", ({ roomId: next, node }) => {
      if (node) redirectRoom(room, { roomId: next, ...node });
      else this.#movedTo = next;
    });
    // A bot aims at the extrapolated present of other bodies, so it asks for no rewinding of its hits.
    this.#input = room.input({ type: InputFrame, allowRewind: () => false });
  }

  /** Joins, and returns when the state and the map are there. Throws the errors of the SDK or the download. */
  static async open(request: JoinRequest): Promise<ArenaConnection> {
    const { runtime, url, name, roomId, botToken = "", isLocal = false, line } = request;
    const { transports = new TransportChoice(runtime) } = request;
    const client = new TransportClient(
      url,
      transports,
      isLocal ? { urlBuilder: (address) => keepAt(url, address) } : {},
    );
    const options = { name, bot: true, botToken, build: BUILD, ...READS_RECORDS };
    const joining =
      roomId === undefined
        ? client.joinOrCreate<ArenaState>(ARENA_ROOM, options, ArenaState)
        : client.joinById<ArenaState>(roomId, options, ArenaState);
    // A room whose seat comes too late sends its state, too, until it is left.
    const room = await inTime(runtime, joining.then(followState));
    const traffic = countTraffic(room);
    if (line) simulateDelay(runtime, room, line);
    followRoom(room, { codes: ENDED_HERE, where: (id) => whereRoomGoesOn(runtime, { url, roomId: id }) });
    const closed = new Promise<number>((resolve) => room.onLeave((code) => resolve(code)));
    // Ignores messages of later versions.
    room.onMessage("*", () => {});
    try {
      const arena = await Promise.race([
        firstState(runtime, room).then(({ map }) => fetchArena(url, map)),
        failWhen(closed),
      ]);
      return new ArenaConnection(runtime, room, new RoomMap(runtime, url, arena), {
        traffic,
        closed,
        url,
        isLocal,
      });
    } catch (error) {
      await giveBack(runtime, room, closed);
      throw error;
    }
  }

  /** The current map; undefined while the next map is being loaded. */
  get arena(): Arena | undefined {
    return this.#map.arena;
  }

  /** Milliseconds per step in this room. */
  get stepMs(): number {
    return this.#input.stepMs ?? 1000 / DEFAULT_TICK_RATE;
  }

  /** The own body. */
  get self(): Player | undefined {
    return this.#room.state.players.get(this.#room.sessionId);
  }

  /** Bodies inside this client's interest, the own one included. */
  get bodies(): Iterable<Player> {
    return this.#room.state.players.values();
  }

  /** The part of the state that a player's screen shows; bodies only inside this client's interest. */
  get seen(): ObservedState {
    const { pickups, match: round } = this.#room.state;
    return { bodies: this.bodies, pickups, round };
  }

  /** Whether events are part of the patches. */
  get hasEventsInPatches(): boolean {
    return this.#room.serializerId === RECORDS_ID;
  }

  /** Server time of the newest state in s. */
  get stateTime(): number {
    return this.#room.clock.lastServerTime() / 1000;
  }

  /** Time from sending an input to receiving its result, in ms. */
  get ping(): number {
    return this.#room.clock.smoothedRtt();
  }

  /** Inputs that wait at the server, by which the pace of the next ones is set. 1 is right. */
  get paceDepth(): number {
    return paceDepth(this.#room, this.self?.inputDepth ?? 1);
  }

  /** What carries the connection; undefined while it is lost. */
  get transport(): TransportName | undefined {
    return transportOf(this.#room)?.name;
  }

  /** Time of the connection's runtime in ms. */
  get now(): number {
    return this.#runtime.now();
  }

  /** Whether no patch has come for a while: the room rests, or the connection is lost. */
  get isSilent(): boolean {
    return this.#runtime.now() - this.#patchedAt > SILENT_MS;
  }

  /** Id of the room that replaces this room, if the server has named one. */
  get movedTo(): string | undefined {
    return this.#movedTo;
  }

  /** Notices a dead connection before the operating system does. Call this at every step. */
  check(): void {
    // A room in which the host's own bots are alone rests, and its silence says nothing.
    if (this.#isLocal && this.#room.connection.isOpen) this.#watch.receive();
    this.#watch.check();
  }

  /** Calls the listener at every state that arrives. */
  onPatch(listener: () => void): void {
    this.#room.onStateChange(listener);
  }

  onEvents(listener: (message: EventsMessage) => void): void {
    receiveEvents(this.#room, listener);
  }

  /** Sends the input of one step. Sends nothing while the connection is down. */
  send({ moveX, moveY, aim, buttons }: Input): void {
    const { data } = this.#input;
    data.moveX = moveX;
    data.moveY = moveY;
    data.aim = aim;
    data.buttons = buttons;
    if (this.#input.send() > 0) this.traffic.inputs++;
  }

  /** Sends what the bot says of itself, for the replay of the round. */
  note({ say, mark }: BotNote): void {
    const now = this.#runtime.now();
    // More would be refused.
    if (!this.#room.connection.isOpen || now - this.#notedAt < NOTE_INTERVAL_MS) return;
    this.#notedAt = now;
    this.#room.send("note", { say, mark } satisfies ClientMessage<"note">);
  }

  /** While the connection is lost, another node may know that the room is gone. Never resolves if it is not. */
  #whenGone(room: Room<unknown, ArenaState>, url: string, closed: Promise<number>): Promise<number> {
    let asking: AbortController | undefined;
    const stop = (): void => {
      asking?.abort();
      asking = undefined;
    };
    room.onReconnect(stop);
    void closed.then(stop);
    return new Promise((resolve) => {
      room.onDrop(async () => {
        if (asking || !room.reconnection.enabled) return;
        const { signal } = (asking = new AbortController());
        const status = await this.#followWhenGone(room, url, signal);
        if (!status) return;
        this.#movedTo = status.movedTo ?? this.#movedTo;
        void giveBack(this.#runtime, room, closed);
        resolve(CLOSE.failedToReconnect);
      });
    });
  }

  /** Asks about the room, and about each that holds the session after it, until one is gone for good. */
  async #followWhenGone(
    room: Room<unknown, ArenaState>,
    url: string,
    stop: AbortSignal,
  ): Promise<RoomStatus | undefined> {
    for (;;) {
      const { roomId } = room;
      const status = await whenRoomIsGone(this.#runtime, { url, roomId, stop });
      const destination = status && destinationOf(status);
      if (!destination || destination.roomId === roomId) return status;
      redirectLostRoom(room, destination);
    }
  }

  /** Leaves the room. Resolves when the server has confirmed it, or after 3 s. */
  leave(): Promise<void> {
    return giveBack(this.#runtime, this.#room, this.closed);
  }
}

/** Replaces the host of an address by that of `url`. */
function keepAt(url: string, address: URL): string {
  const { hostname, port } = new URL(url);
  return Object.assign(address, { hostname, port }).href;
}

/** A machine that is gone never answers. A seat that comes too late is given back. */
async function inTime<Joined extends Room>(runtime: Runtime, joining: Promise<Joined>): Promise<Joined> {
  let room: Joined | undefined;
  const joined = joining.then((answer) => (room = answer));
  await withinLimit(runtime, joined, JOIN_LIMIT_MS);
  if (room) return room;
  joining
    .then((late) => {
      late.reconnection.enabled = false;
      return late.leave();
    })
    .catch(() => {});
  throw new Error("the server did not answer in time");
}

async function giveBack(runtime: Runtime, room: Room<unknown, ArenaState>, closed: Promise<number>): Promise<void> {
  room.reconnection.enabled = false;
  // An attempt to reconnect that has begun may still succeed. Without this, the bot would stay in the room.
  room.onReconnect(() => void room.leave(true));
  // If the SDK waits before its next reconnection attempt, no connection is open, so the bot can't say goodbye. The
  // server ends the session after its timeout.
  if (!room.connection.isOpen) {
    room.reconnection.maxRetries = 0;
    // An attempt may wait for ever for a machine that is gone, and would keep the program alive.
    void withinLimit(runtime, closed, LEAVE_LIMIT_MS).then(() => room.connection.close());
    return;
  }
  void room.leave(true);
  await withinLimit(runtime, closed, LEAVE_LIMIT_MS);
}

async function firstState(runtime: Runtime, room: Room<unknown, ArenaState>): Promise<ArenaState> {
  if (room.state.map === "") {
    const arrived = new Promise<void>((resolve) => room.onStateChange.once(() => resolve()));
    await withinLimit(runtime, arrived, FIRST_STATE_LIMIT_MS);
  }
  if (room.state.map === "") throw new Error("the server sent no state");
  return room.state;
}

async function failWhen(closed: Promise<number>): Promise<never> {
  throw new Error(`closed with ${await closed}`);
}
