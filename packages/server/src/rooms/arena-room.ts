import { matchMaker, type AuthContext, type Client, type InputAPI } from "@colyseus/core";
import {
  driveClock,
  type TickLoop,
  TickMetrics,
  type TickReport,
  SEAT_WAIT_S,
  writeAtOnce,
  limitKey,
  hasEntered,
  LagCompensation,
} from "@fray/netcode/server";
import { type Mode, modeOf } from "@fray/shared-state/match/modes";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import type { JoinRefusal } from "@fray/shared-state/protocol/join-refusals";
import { CLIENT_MESSAGES } from "@fray/shared-state/protocol/messages";
import { ARENA_ROOM, RECONNECTION_WINDOW_S } from "@fray/shared-state/protocol/rooms";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { InputFrame, sanitizeInput } from "@fray/shared-state/schema/input-frame";
import type { Fighter } from "@fray/shared-state/simulation/body";
import type { Command } from "@fray/shared-state/simulation/command";
import { stepWorld } from "@fray/shared-state/simulation/step-world";
import type { World } from "@fray/shared-state/simulation/world";

import { keepPace } from "../backpressure/keep-pace.ts";
import type { Report } from "../directory/reports.ts";
import { reportOf } from "../directory/room-report.ts";
import type { Occupancy } from "../hosting/backfill.ts";
import { Hosting } from "../hosting/hosting.ts";
import { roomConfigOf } from "../hosting/room-config.ts";
import type { RoomInit } from "../hosting/room-init.ts";
import { ArenaInterest } from "../interest/arena-interest.ts";
import { Rounds } from "../match/rounds.ts";
import { refuseJoin } from "../network/join-refusal.ts";
import { listenToClients, tell, TOO_LONG, type Read } from "../network/messages.ts";
import { measureRoom, observeTick, retireRoom } from "../operations/metrics.ts";
import { noteLoad, serverLoad } from "../overload/server-load.ts";
import { logPeer } from "../peer-log.ts";
import { UNKNOWN_JOINER, type ArenaClient, type Joiner } from "../sessions/joiner.ts";
import type { Session } from "../sessions/session.ts";
import { Sessions } from "../sessions/sessions.ts";
import { Audience } from "../spectating/audience.ts";
import type { EventSink } from "../sync/event-sink.ts";
import { openState } from "../sync/open-state.ts";
import { openAdmission, refuseWhenBusy } from "./admission.ts";
import { Attendance } from "./attendance.ts";
import { BaseRoom } from "./base-room.ts";
import { collectCommands } from "./collect-commands.ts";
import type { Counters } from "./counters.ts";
import { dispatchEvents } from "./event-dispatch.ts";
import { Fighting } from "./fighting.ts";
import { noGuestLimits } from "./guest-limits.ts";
import { createMetricsProbe } from "./metrics-probe.ts";
import { PendingSeats } from "./pending-seats.ts";
import { refusingFromAfar } from "./refused-init.ts";
import { RoomControl } from "./room-control.ts";
import { checkRoomLimits } from "./room-limits.ts";
import { supervise, type Supervised } from "./supervision.ts";
import { createTalk } from "./talk.ts";

/** The metadata by which the matchmaker chooses a room. */
export interface Advertisement {
  readonly mode: Mode;
  readonly people: number;
}

/**
 * Covers the interpolation delay and a round trip of about 100 ms in full. With a longer rewind, targets would notice
 * that they are hit after they took cover.
 */
const REWIND_CAP_MS = 200;
const TICK_TIME_INTERVAL_S = 1;
const MAX_TICK_TIME_US = 0xffff;
/**
 * How long a room that replaces a failed room waits for the previous members, in ms. A page tries to return for a
 * shorter time.
 */
const PREVIOUS_MEMBERS_WAIT_MS = 30_000;

/** A room in which people and bots fight. It connects the parts; each part decides its own matters. */
export class ArenaRoom extends BaseRoom<{
  state: ArenaState;
  client: ArenaClient;
  input: InputFrame;
  metadata: Advertisement;
}> {
  /** The arena rooms of this process. */
  static readonly open = new Set<ArenaRoom>();
  /**
   * All rooms of this process share this admission, because the static `onAuth` runs before a seat in any room is
   * reserved.
   */
  static admission = openAdmission();
  static limits = noGuestLimits();

  declare state: ArenaState;
  /** The tick sends the patches, so the framework's own patch timer is off. */
  override patchRate = null;
  /**
   * How long a reserved seat waits for its WebSocket, in s. A client that reserves a seat and never connects blocks
   * it.
   */
  override seatReservationTimeout = SEAT_WAIT_S;

  declare inputs: InputAPI<InputFrame>;
  readonly #sessions = new Sessions();
  readonly #pendingSeats = new PendingSeats(this);
  /** Whether a client is sent the patch of this tick. */
  readonly #isDue = ({ sessionId }: Client) =>
    this.#sessions.of(sessionId)?.pace.isDue(this.#rounds.world.tick) ?? true;
  readonly #metrics = new TickMetrics((...tick) => {
    noteLoad(...tick);
    observeTick(...tick);
  });
  readonly #metricsProbe = createMetricsProbe(this.#sessions, this.#metrics, this.counters);
  /** The controls for the server's operator. */
  control!: RoomControl;
  #init!: RoomInit;
  #events!: EventSink;
  #hosting!: Hosting;
  #attendance!: Attendance;
  #rounds!: Rounds;
  #interest!: ArenaInterest;
  #audience!: Audience;
  #loop!: TickLoop;
  #lagCompensation!: LagCompensation<Fighter>;
  #supervised!: Supervised;
  #refuseMessage!: ReturnType<typeof listenToClients>;
  #isEnding = false;

  /** Refuses a join before a seat is reserved. The returned value stays the client's `auth` for the whole session. */
  static override async onAuth(_token: string, options: unknown, context: AuthContext): Promise<Joiner> {
    return ArenaRoom.admission.admit(options, context);
  }

  override onCreate(init: RoomInit): void {
    const { settings, handover } = init;
    this.#init = init;
    const roomConfig = refusingFromAfar(() => {
      // A room that replaces a failed room takes over that room's place in the limits.
      if (!handover) checkRoomLimits(ArenaRoom.open, init);
      return roomConfigOf(init);
    });
    // One input is one step: clients learn the rate from here and predict at it.
    this.inputs = this.defineInput(InputFrame, { tickRate: settings.tickRate, sanitize: sanitizeInput });
    const { viewFor, createBody, events, serializer, createSecond } = openState(
      this,
      roomConfig.maxPlayers,
      this.#isDue,
    );
    this.#events = events;
    this.#hosting = new Hosting(
      {
        info: this.state.room,
        sessions: this.#sessions,
        hasRoomToWatch: () => this.#hasRoomToWatch(),
        round: () => this.state.match.round,
        hide: (isHidden) => void this.setPrivate(isHidden),
        removeSession: (session, why) => {
          if (session.client) this.refuse(session.client, why, `${why} by the person in charge`);
          else this.#attendance.giveUp(session, why);
        },
      },
      roomConfig,
      handover,
    );
    this.maxClients = roomConfig.maxPlayers;
    const { members } = this.#sessions;
    this.#rounds = new Rounds(
      { ...settings, ...roomConfig },
      { state: this.state, members, dt: 1 / settings.tickRate },
      handover?.round,
    );
    this.#interest = new ArenaInterest(this.state, this.#rounds.world.arena, viewFor);
    this.#audience = new Audience(
      {
        state: this.state,
        sessions: this.#sessions,
        interest: this.#interest,
        events,
        serializer,
        createSecond,
        stepMs: 1000 / settings.tickRate,
        serverTime: () => this.clock.elapsedTime,
        endWatching: ({ client }) => client && this.refuse(client, "fighting", "fights on another connection"),
      },
      settings.spectatorDelaySeconds,
    );
    const fighting = new Fighting(this.state, this.#rounds, this.#audience, createBody);
    this.#attendance = new Attendance({
      state: this.state,
      sessions: this.#sessions,
      audience: this.#audience,
      counters: this.counters,
      ownership: this.#hosting.ownership,
      identities: ArenaRoom.admission.identities,
      fighting,
      now: () => this.#now() / 1000,
      isEnding: () => this.#isEnding,
    });
    this.#loop = this.createLoop(settings.tickRate, () => this.#tick(), this.#metrics);
    driveClock(this, () => this.#now());
    this.#lagCompensation = new LagCompensation(
      {
        rewind: this.allowRewindState({ maxRewindMs: REWIND_CAP_MS }),
        stepMs: this.#loop.stepMs,
        capMs: REWIND_CAP_MS,
        now: () => this.#now(),
      },
      (fighter) => fighter,
    );
    this.#supervised = {
      sessions: this.#sessions,
      idleSeconds: settings.idleSeconds,
      refuse: (client, why, reason) => this.refuse(client, why, reason),
    };
    this.#refuseMessage = listenToClients<Session, Read<typeof CLIENT_MESSAGES>>(this, {
      speakerOf: (client) => this.#sessions.of(client.sessionId),
      messages: CLIENT_MESSAGES,
      handlers: {
        ...createTalk({
          sessions: this.#sessions,
          audience: this.#audience,
          hasRoomToWatch: () => this.#hasRoomToWatch(),
          fighting,
          chatLimits: () => ArenaRoom.limits.chat,
          now: () => this.#now() / 1000,
        }),
        ...this.#hosting.createOwnerCommands(this.#rounds, settings),
      },
      onAccepted: (session) => session.idle.markActive(this.#now() / 1000),
      onRefused: ({ code }) => this.counters.countRefusedMessage(code),
    });
    this.control = new RoomControl({
      roomId: this.roomId,
      state: this.state,
      places: roomConfig.maxPlayers,
      sessions: this.#sessions,
      rounds: this.#rounds,
      kick: (person) => this.#hosting.remove(person, "kicked"),
      disconnect: () => void this.disconnect(CLOSE.roomClosed),
    });
    if (handover) this.#waitForPreviousMembers();
    this.metadata = { mode: modeOf(this.state.match), people: 0 };
    this.#loop.start();
    ArenaRoom.open.add(this);
    measureRoom(this.#metricsProbe);
    logPeer("room", "info", { room: this.roomId, map: this.state.map, tickRate: settings.tickRate }, "room opened");
  }

  override onJoin(client: ArenaClient): void {
    this.#pendingSeats.arrive(client.sessionId);
    // Another node may have reserved the seat, without knowing this server's load.
    refuseWhenBusy();
    const joiner = client.auth ?? UNKNOWN_JOINER;
    // The policy may have changed since the seat was reserved.
    const why = this.#refusalOf(joiner);
    if (why) throw refuseJoin(why);
    if (!ArenaRoom.limits.places.take(joiner, performance.now())) throw refuseJoin("tooManyPlaces");
    const { name, bot, spectate } = joiner;
    if (!bot && !this.#sessions.hasPeople) this.#rounds.skipResults();
    this.#attendance.join(client, joiner);
    logPeer("arrival", "info", { room: this.roomId, session: client.sessionId, player: name, bot, spectate }, "joined");
  }

  override onDrop(client: ArenaClient, code?: number): void {
    const session = this.#sessions.of(client.sessionId);
    // A client that was refused does not return. One of the host's own bots is replaced, so its session is not held.
    if (!session || this.wasRefused(client) || !hasEntered(client) || session.roster.backfill) return;
    const hold = this.allowReconnection(client, RECONNECTION_WINDOW_S);
    // A rejection ends the wait for the client. `onLeave` follows and handles it.
    hold.catch(() => {});
    this.#attendance.drop(session, { reject: () => hold.reject(), token: client.reconnectionToken });
    logPeer("departure", "info", { room: this.roomId, session: client.sessionId, code }, "dropped");
  }

  override onReconnect(client: ArenaClient): void {
    const session = this.#sessions.of(client.sessionId);
    if (!session) return;
    this.#attendance.return(session, client);
    logPeer("arrival", "info", { room: this.roomId, session: client.sessionId }, "reconnected");
  }

  override onLeave(client: ArenaClient, code?: number): void {
    const session = this.#sessions.of(client.sessionId);
    if (!session) return;
    this.#attendance.leave(session, this.whyRefused(client));
    logPeer("departure", "info", { room: this.roomId, session: client.sessionId, code }, "left");
  }

  /** Ends the room. Only this call marks the end; a close code proves nothing, because clients choose theirs. */
  override disconnect(closeCode?: number): Promise<unknown> {
    this.#isEnding = true;
    return super.disconnect(closeCode);
  }

  override onDispose(): void {
    // A room whose creation was refused was never open.
    if (!ArenaRoom.open.delete(this)) return;
    this.#loop.stop();
    retireRoom(this.#metricsProbe);
    logPeer("room", "info", { room: this.roomId }, "room closed");
  }

  /** Opens a replacement room with the same config, and sends its id to all clients. */
  protected override async onFailed(): Promise<void> {
    if (this.#rounds.isRestored) return;
    const handover = this.#hosting.handOver(this.#rounds.snapshotRound());
    try {
      // The room is created on this node even if the cluster would choose another, because the handover data is here.
      const { roomId } = await matchMaker.handleCreateRoom(ARENA_ROOM, { ...this.#init, handover });
      for (const client of this.clients) tell(client, "moved", { roomId });
    } catch (error) {
      logPeer("exception", "warn", { err: error }, "no room could replace a failed one");
    }
  }

  protected override refuseLong(client: ArenaClient): void {
    this.#refuseMessage(client, TOO_LONG);
  }

  /** Returns what `/health` and the benchmarks show. */
  report(): { roomId: string; players: number; spectators: number; tick: TickReport; counters: Counters } {
    return {
      roomId: this.roomId,
      players: this.#sessions.size,
      spectators: this.#sessions.spectators,
      tick: this.#metrics.report(),
      counters: this.counters.total(this.#sessions),
    };
  }

  /** Returns what the backfill needs to decide on bots. */
  occupancy(): Occupancy {
    return this.#hosting.occupancy(this.roomId);
  }

  /** Returns what lobbies show of the room. */
  present(): Report {
    const { roomId, state, maxClients } = this;
    return reportOf({ roomId, state, sessions: this.#sessions, places: maxClients });
  }

  /**
   * Returns the reason why a join is refused, or undefined. The matchmaker calls it before it reserves a seat,
   * possibly from another node.
   */
  async judge(joiner: Joiner): Promise<JoinRefusal | undefined> {
    return this.#refusalOf(joiner) ?? this.#hosting.door.judge(joiner);
  }

  /**
   * Releases a reserved seat whose client has not connected, so that a new visitor can have it. Returns false when
   * there is none.
   */
  async makeRoom(joiner: Joiner): Promise<boolean> {
    return this.#pendingSeats.makeRoom(limitKey(joiner.address));
  }

  /** Whether a seat is reserved for one of the host's own bots that has not connected yet. */
  isForOwnBot(sessionId: string): boolean {
    return this.#pendingSeats.visitorOf(sessionId)?.isOwn ?? false;
  }

  /**
   * Returns the reconnection token of the session that is held for a person, or undefined. It needs no further place,
   * so it also works when the room is full.
   */
  claim(joiner: Joiner): string | undefined {
    const hold = this.#sessions.heldFor(joiner.playerId)?.hold;
    if (hold) hold.claim = joiner;
    return hold?.token;
  }

  /**
   * Key under which limits count the address that created the room; undefined when the server opened the room itself.
   */
  get addressKey(): string | undefined {
    return this.#hosting.roomConfig.addressKey;
  }

  /** Runs one authoritative tick. Everything that happens in a tick happens here, in this order. */
  #tick(): void {
    stepWorld(this.#rounds.world, this.#collectCommands());
    this.counters.count(this.#rounds.world.events);
    this.#rounds.advance();
    // From here on the world may be another object, because a round may have begun.
    const { world } = this.#rounds;
    this.#lagCompensation.record(this.state.players.values());
    this.#measure();
    supervise(world, this.#supervised);
    writeAtOnce(this.clients, () => this.#send(world));
  }

  /** Sends the results of the tick to every client, as much as each connection can take. */
  #send(world: World): void {
    const { degradation } = serverLoad;
    const audience = this.#audience;
    audience.update(world);
    keepPace(world, { receivers: this.#sessions, audience, counters: this.counters, degradation });
    this.#interest.refresh(world);
    dispatchEvents(world, {
      interest: this.#interest,
      clients: audience.presentOf(this.clients),
      events: this.#events,
    });
    const { past } = audience;
    if (past) dispatchEvents(past.world, past);
    this.broadcastPatch();
  }

  /** Simulation time in ms. */
  #now(): number {
    return this.#rounds.world.tick * this.#loop.stepMs;
  }

  #collectCommands(): Command[] {
    return collectCommands(this.#rounds.world, {
      sessions: this.#sessions,
      sourceOf: (sessionId) => this.inputs.get(sessionId),
      sightAt: (viewTime) => this.#lagCompensation.viewAt(viewTime),
      counters: this.counters,
      now: this.#now(),
      lost: this.#metrics.dropped * this.#loop.stepMs,
      missed: this.#metrics.takeDropped(),
    });
  }

  /** Updates the room's own metrics at intervals. */
  #measure(): void {
    const { tick, dt } = this.#rounds.world;
    if (tick % Math.round(TICK_TIME_INTERVAL_S / dt) !== 0) return;
    this.state.overload = serverLoad.level;
    this.state.tickTime = Math.min(MAX_TICK_TIME_US, Math.round(this.#metrics.takeMeanWork() * 1000));
  }

  /** Keeps the room open until the previous members have joined again. */
  #waitForPreviousMembers(): void {
    this.autoDispose = false;
    this.clock.setTimeout(() => (this.autoDispose = true), PREVIOUS_MEMBERS_WAIT_MS);
  }

  /** Returns the reason to refuse a join that no password or token changes, or undefined. */
  #refusalOf(joiner: Joiner): JoinRefusal | undefined {
    const why = this.#hosting.door.refusalOf(joiner);
    return why ?? (ArenaRoom.limits.places.allows(joiner, ArenaRoom.#visitors()) ? undefined : "tooManyPlaces");
  }

  /** Yields the joiners of all sessions and reserved seats in the rooms of this process. */
  static *#visitors(): Iterable<Joiner> {
    for (const room of ArenaRoom.open) for (const { joiner } of room.#sessions) yield joiner;
  }

  /** Whether one more spectator may join. Half of the places are reserved for fighters. */
  #hasRoomToWatch(): boolean {
    return this.#sessions.spectators < Math.floor(this.maxClients / 2);
  }
}
