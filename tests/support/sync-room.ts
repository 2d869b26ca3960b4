import {
  ClientState,
  Protocol,
  ProtocolModifier,
  SchemaSerializer,
  type Client,
  type Serializer,
} from "@colyseus/core";
import { Decoder } from "@colyseus/schema";
import { SchemaSerializer as SchemaReader } from "@colyseus/sdk";
import { ArenaInterest } from "@fray/server/internal/interest/arena-interest";
import { dispatchEvents } from "@fray/server/internal/rooms/event-dispatch";
import { Audience } from "@fray/server/internal/spectating/audience";
import type { EventSink } from "@fray/server/internal/sync/event-sink";
import { openState } from "@fray/server/internal/sync/open-state";
import type { Arena } from "@fray/shared-state/arena/arena";
import { ArenaDecoder } from "@fray/shared-state/internal/sync/arena-decoder";
import { EVENTS, type EventsMessage } from "@fray/shared-state/protocol/events";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Player } from "@fray/shared-state/schema/player";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import type { Command } from "@fray/shared-state/simulation/command";
import { stepWorld } from "@fray/shared-state/simulation/step-world";
import {
  addFighter,
  createNextWorld,
  createWorld,
  removeFighter,
  type World,
} from "@fray/shared-state/simulation/world";
import { followState, READS_RECORDS } from "@fray/shared-state/sync/follow-state";

/** Which of the clients in a room read snapshot records, by the order in which they join. The others read a schema. */
export const KINDS = { views: () => false, records: () => true, both: (place: number) => place % 2 === 0 } as const;
export type Kind = keyof typeof KINDS;

export const DT = 1 / 30;
const TIMING = { sNow: 0x01020304 };
/** Protocol code, server time, acknowledged input. */
const HEAD_BYTES = 9;

/** The decoder of an SDK's room. */
interface Reader {
  getState(): ArenaState;
  setState(bytes: Uint8Array, it: { offset: number }): void;
  patch(bytes: Uint8Array, it: { offset: number }): void;
}

/** A client without a socket: its messages are decoded at once, with the decoder of an SDK's room. */
export class PacedConnection {
  /** The frames it was sent since they were last cleared. */
  readonly frames: Uint8Array[] = [];
  /** The events that it received. */
  readonly events: EventsMessage[] = [];
  readonly emotes: unknown[] = [];
  readonly sessionId: string;
  readonly readsRecords: boolean;
  #client!: Client;
  /** Undefined for one that throws away what it is sent. */
  readonly #reader: Reader | undefined;

  constructor(sessionId: string, readsRecords: boolean, reader: Reader | undefined) {
    this.sessionId = sessionId;
    this.readsRecords = readsRecords;
    this.#reader = reader;
    this.renew();
  }

  /** The server's object for this client. */
  get client(): Client {
    return this.#client;
  }

  /** It is back after a drop, as another client of the same session. */
  renew(): void {
    if (this.#client) this.#client.state = ClientState.RECONNECTED;
    this.#client = {
      sessionId: this.sessionId,
      state: ClientState.JOINED,
      // It has no separate connection, so `raw` is called.
      ref: {},
      raw: (frame: Uint8Array) => this.raw(frame),
      send: (type: string, message: unknown) => this.send(type, message),
    } as unknown as Client;
  }

  get seen(): ArenaState {
    if (!this.#reader) throw new Error("it does not listen");
    return this.#reader.getState();
  }

  raw(frame: Uint8Array): void {
    if (!this.#reader) return;
    this.frames.push(frame);
    const code = (frame[0] ?? 0) & ~ProtocolModifier.TIMED;
    if (code === Protocol.ROOM_STATE) this.#reader.setState(frame, { offset: HEAD_BYTES });
    else this.#reader.patch(frame, { offset: HEAD_BYTES });
    if (this.#reader instanceof ArenaDecoder) this.events.push(...this.#reader.events);
  }

  send(type: string, message: unknown): void {
    if (!this.#reader) return;
    if (type === EVENTS) this.events.push(message as EventsMessage);
    else if (type === "emote") this.emotes.push(message);
  }
}

/** Creates the decoder that an SDK's room uses. */
function createReader(readsRecords: boolean): Reader {
  const serializerId = readsRecords ? READS_RECORDS.records : "schema";
  const state = new ArenaState();
  const serializer = Object.assign(new SchemaReader<ArenaState>(), { state, decoder: new Decoder(state) });
  return followState<{ serializerId: string; serializer: Reader }>({ serializerId, serializer }).serializer;
}

/** A room of some kind with a world, an interest and lines, and no sockets. */
export class SyncRoom {
  readonly inputs = { get: () => ({ consumedCount: 7 }) };
  readonly connections = new Map<string, PacedConnection>();
  /** The sessions that the next patches skip. */
  readonly passedOver = new Set<string>();
  /** Sessions that were ended because their guest fights on another connection. */
  readonly ended: string[] = [];
  readonly interest: ArenaInterest;
  readonly audience: Audience;
  /** Sessions of people; all others are bots. */
  readonly people = new Set<string>();
  /** The guest ids of sessions that do not use their default id. */
  readonly identities = new Map<string, string>();
  world: World;
  readonly #createBody: (id: number) => Player;
  readonly #events: EventSink;
  readonly #kind: Kind;
  #state!: ArenaState;
  #serializer!: Serializer<ArenaState>;
  #lastId = 0;

  /** With a `delayS` spectators of a round with people see it with that delay. */
  constructor(kind: Kind, arena: Arena, seed = 1, delayS = 0) {
    this.#kind = kind;
    const { viewFor, createBody, events, serializer, createSecond, commonVersion } = openState(this, {
      readsRecords: ({ sessionId }) => this.connections.get(sessionId)?.readsRecords ?? false,
      isDue: ({ sessionId }) => !this.passedOver.has(sessionId),
      isProvisional: () => false,
    });
    this.#createBody = createBody;
    this.#events = events;
    this.world = createWorld(arena, DT, seed);
    this.interest = new ArenaInterest(this.state, arena, viewFor);
    this.audience = new Audience(
      {
        state: this.state,
        sessions: { of: (sessionId) => this.#seatOf(sessionId), [Symbol.iterator]: () => this.#sessions().values() },
        interest: this.interest,
        events,
        serializer,
        createSecond,
        commonVersion,
        stepMs: DT * 1000,
        serverTime: () => TIMING.sNow,
        endWatching: ({ sessionId }) => this.ended.push(sessionId),
      },
      delayS,
    );
  }

  /** As a room of the framework has it. */
  get state(): ArenaState {
    return this.#state;
  }

  set state(state: ArenaState) {
    this.setSerializer(new SchemaSerializer());
    this.#serializer.reset(state);
    this.#state = state;
  }

  setSerializer(serializer: Serializer<ArenaState>): void {
    this.#serializer = serializer;
  }

  join(sessionId: string, { spectate = false, team = 0, listens = true } = {}): PacedConnection {
    const id = ++this.#lastId;
    this.state.roster.set(sessionId, Object.assign(new RosterEntry(), { id, name: sessionId, spectator: true }));
    const readsRecords = KINDS[this.#kind](id);
    const connection = new PacedConnection(sessionId, readsRecords, listens ? createReader(readsRecords) : undefined);
    this.connections.set(sessionId, connection);
    this.audience.watch(connection.client);
    if (!spectate) this.fight(sessionId, team);
    this.#sendEverything(connection);
    return connection;
  }

  /** Comes back on a new line, with what it had been sent on the old one. */
  reconnect(sessionId: string): void {
    const connection = this.connections.get(sessionId);
    if (!connection) throw new Error("no such line");
    connection.renew();
    this.audience.watch(connection.client, this.state.players.get(sessionId));
    this.#sendEverything(connection);
  }

  fight(sessionId: string, team = 0): Player {
    const entry = this.state.roster.get(sessionId);
    if (!entry) throw new Error("no such member");
    const player = Object.assign(this.#createBody(entry.id), { team });
    entry.spectator = false;
    this.state.players.set(sessionId, player);
    addFighter(this.world, player);
    this.audience.embody(sessionId, player);
    return player;
  }

  watchOnly(sessionId: string): void {
    const player = this.state.players.get(sessionId);
    if (!player) return;
    removeFighter(this.world, player.id);
    this.audience.forget(player);
    this.state.players.delete(sessionId);
    const entry = this.state.roster.get(sessionId);
    if (entry) entry.spectator = true;
  }

  leave(sessionId: string): void {
    this.watchOnly(sessionId);
    this.audience.unwatch(sessionId);
    this.connections.delete(sessionId);
    this.state.roster.delete(sessionId);
  }

  changeMap(arena: Arena, seed: number): void {
    this.world = createNextWorld(this.world, arena, seed);
    this.state.map = arena.name;
    for (const player of this.state.players.values()) Object.assign(player, { alive: false, respawnTick: 0 });
  }

  tick(commands: readonly Command[] = []): void {
    stepWorld(this.world, commands);
    this.#praise();
    this.audience.update(this.world);
    this.interest.refresh(this.world);
    this.tell();
    this.patch();
  }

  /** There is no match here: who kills has done a deed. */
  #praise(): void {
    const { events } = this.world;
    const deaths = events.filter((event) => event.type === "death").filter(({ killer }) => killer !== 0);
    for (const { killer, victim } of deaths) {
      events.push({ type: "deed", deed: "firstBlood", by: killer, count: 1, victim });
    }
  }

  /** Tells what the world's events say. */
  tell(): void {
    const clients = this.audience.presentOf(this.#clients);
    dispatchEvents(this.world, { interest: this.interest, clients, events: this.#events });
    const { past } = this.audience;
    if (past) dispatchEvents(past.world, past);
  }

  patch(): void {
    this.#serializer.applyPatches(this.#clients, this.state, TIMING);
  }

  /** What describes the state to a client without types. */
  get reflection(): Uint8Array {
    return this.#serializer.handshake?.() ?? new Uint8Array();
  }

  #sessions() {
    return Array.from(this.connections.keys(), (sessionId) => this.#seatOf(sessionId)).filter(
      (session) => session !== undefined,
    );
  }

  #seatOf(sessionId: string) {
    const connection = this.connections.get(sessionId);
    const roster = this.state.roster.get(sessionId);
    if (!connection || !roster) return undefined;
    const bot = !this.people.has(sessionId);
    const player = this.state.players.get(sessionId);
    return {
      sessionId,
      client: connection.client,
      joiner: { playerId: bot ? "" : (this.identities.get(sessionId) ?? sessionId), bot },
      roster,
      player,
    };
  }

  get #clients(): Client[] {
    return Array.from(this.connections.values(), ({ client }) => client);
  }

  #sendEverything(connection: PacedConnection): void {
    connection.raw(this.#serializer.getFullState(connection.client, TIMING));
  }
}
