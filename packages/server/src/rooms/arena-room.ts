import { type AuthContext, type Client, type InputAPI, type Room } from "@colyseus/core";
import {
  driveClock,
  dropAbsent,
  isAbsent,
  returnTokensOf,
  roomOf,
  type TickLoop,
  TickMetrics,
  type TickReport,
  SEAT_WAIT_S,
  writeAtOnce,
} from "@fray/netcode/server";
import { type Mode, modeOf } from "@fray/shared-state/match/modes";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import type { JoinRefusal } from "@fray/shared-state/protocol/join-refusals";
import { CLIENT_MESSAGES } from "@fray/shared-state/protocol/messages";
import { RECONNECTION_WINDOW_S } from "@fray/shared-state/protocol/rooms";
import { REWIND_CAP_MS } from "@fray/shared-state/rules";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { InputFrame, sanitizeInput } from "@fray/shared-state/schema/input-frame";
import type { Command } from "@fray/shared-state/simulation/command";
import { stepWorld } from "@fray/shared-state/simulation/step-world";
import type { World } from "@fray/shared-state/simulation/world";

import { keepPace } from "../backpressure/keep-pace.ts";
import { BUILD } from "../build.ts";
import type { Report } from "../directory/reports.ts";
import { reportOf } from "../directory/room-report.ts";
import type { Transfer } from "../handover/transfer.ts";
import type { Occupancy } from "../hosting/backfill.ts";
import { roomConfigOf } from "../hosting/room-config.ts";
import type { RoomInit } from "../hosting/room-init.ts";
import { listenToClients, tell, TOO_LONG, type Read } from "../network/messages.ts";
import { UNKNOWN_JOINER, type ArenaClient, type Joiner } from "../sessions/joiner.ts";
import type { Session } from "../sessions/session.ts";
import { Sessions } from "../sessions/sessions.ts";
import { sanctionSentence } from "../storage/sanction.ts";
import { openState } from "../sync/open-state.ts";
import { StateReaders } from "../sync/state-readers.ts";
import { createParts, type ArenaParts } from "./arena-parts.ts";
import { BaseRoom } from "./base-room.ts";
import { checkTransfer } from "./check-transfer.ts";
import { collectCommands } from "./collect-commands.ts";
import type { Counters } from "./counters.ts";
import { Entrance } from "./entrance.ts";
import { evenSides } from "./even-sides.ts";
import { dispatchEvents } from "./event-dispatch.ts";
import { leaveFor } from "./leave-for.ts";
import { createMetricsProbe } from "./metrics-probe.ts";
import { refusingFromAfar } from "./refused-init.ts";
import { replaceRoom } from "./replace-room.ts";
import { Rest } from "./rest.ts";
import type { RoomContext } from "./room-context.ts";
import type { RoomControl } from "./room-control.ts";
import { checkRoomLimits } from "./room-limits.ts";
import { handoverOf, restoreMembers, transferOf } from "./room-transfer.ts";
import { showLoad } from "./show-load.ts";
import { Standstill } from "./standstill.ts";
import { stockPlaces } from "./stock-places.ts";
import { supervise } from "./supervision.ts";

/** The metadata by which the matchmaker chooses a room. */
export interface Advertisement {
  readonly build: string;
  readonly mode: Mode;
  readonly people: number;
  /** What a person meets in this room, on the scale of the bots' steps. */
  readonly level: number;
  /** Name that the owner gave it; "" for a room of the server. */
  readonly name: string;
  readonly map: string;
  /** Id by which the present round can be watched; "" if it can't, or if the room has a password. */
  readonly watch: string;
}

/**
 * How long a room that replaces a failed room waits for the previous members, in ms. A page tries to return for a
 * shorter time.
 */
const PREVIOUS_MEMBERS_WAIT_MS = 30_000;

/** How long the bodies of another node's own bots wait for bots of this node, in s. */
const OWN_BOT_WAIT_S = 10;

/** A room in which people and bots fight. It connects the parts; each part decides its own matters. */
export class ArenaRoom extends BaseRoom<{
  state: ArenaState;
  client: ArenaClient;
  input: InputFrame;
  metadata: Advertisement;
}> {
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
  readonly entrance = new Entrance(this, {
    context: this.context,
    sessions: this.#sessions,
    door: () => this.#parts.hosting.door,
    refuseParty: (joiner) => this.#parts.parties.refusalOf(joiner),
    stockPlaces: () => stockPlaces(this.maxClients, this.#init.settings),
  });
  readonly #readers = new StateReaders();
  /** Whether a client is sent the patch of this tick. */
  readonly #isDue = ({ sessionId }: Client) =>
    this.#sessions.of(sessionId)?.pace.isDue(this.#parts.rounds.world.tick) ?? true;
  readonly #metrics = new TickMetrics((work, gap, spent) => {
    this.context.load.note(spent);
    this.context.metrics.observeTick(work, gap, spent);
  });
  readonly #metricsProbe = createMetricsProbe(this.#sessions, this.#metrics, this.counters, () => this.maxClients);
  #init!: RoomInit;
  #parts!: ArenaParts;
  #rest!: Rest;
  /** Set in a room that continues a room of another node: it waits for the members. */
  #standstill: Standstill | undefined;
  #continues: string | undefined;
  #loop!: TickLoop;
  #refuseMessage!: ReturnType<typeof listenToClients>;
  #isEnding = false;
  /** The room is being handed over: what happens now would be lost. */
  #isLeaving = false;
  /** The room waits for the members of a room on another node, and for nobody else. */
  #isStill = false;

  override onCreate(init: RoomInit): void {
    const { settings, transfer } = init;
    const { arenas, limits, refusals, metrics } = this.context;
    const handover = init.handover ?? (transfer && handoverOf(transfer));
    const roomConfig = refusingFromAfar(() => {
      // A room that replaces another room takes over that room's place in the limits.
      if (!handover) checkRoomLimits(arenas, init, refusals);
      const wanted = roomConfigOf(init, { refusals, allowsName: (name) => limits.chat.allowsName(name) });
      checkTransfer(init, wanted, this.context);
      return wanted;
    });
    const { transfer: _, ...later } = init;
    this.#init = later;
    // One input is one step: clients learn the rate from here and predict at it.
    this.inputs = this.defineInput(InputFrame, { tickRate: settings.tickRate, sanitize: sanitizeInput });
    const opened = openState(this, {
      readsRecords: this.#readers.readsRecords,
      isDue: this.#isDue,
      isProvisional: (sessionId) => this.#sessions.of(sessionId)?.bank.isProvisional ?? false,
    });
    this.maxClients = roomConfig.maxPlayers;
    this.#parts = createParts(
      {
        context: this.context,
        roomId: this.roomId,
        state: this.state,
        sessions: this.#sessions,
        counters: this.counters,
        opened,
        serverTime: () => this.clock.elapsedTime,
        rewind: this.allowRewindState({ maxRewindMs: REWIND_CAP_MS }),
        refuse: (client, why, reason) => this.refuse(client, why, reason),
        hide: (isHidden) => void this.setPrivate(isHidden),
        disconnect: () => void this.disconnect(CLOSE.roomClosed),
        isEnding: () => this.#isEnding,
      },
      { ...init, ...(handover && { handover }) },
      roomConfig,
    );
    const { handlers, now } = this.#parts;
    this.#loop = this.createLoop(settings.tickRate, () => this.#tick(), {
      metrics: this.#metrics,
      afterTick: () => this.#parts.recording.afterTick(),
    });
    driveClock(this, now);
    this.#refuseMessage = listenToClients<Session, Read<typeof CLIENT_MESSAGES>>(this, {
      speakerOf: (client) => (this.#isLeaving ? undefined : this.#sessions.of(client.sessionId)),
      messages: CLIENT_MESSAGES,
      handlers,
      // A page asks for the clip of each death by itself.
      onAccepted: (session, type) => type !== "clip" && session.idle.markActive(now() / 1000),
      onRefused: ({ code }) => this.counters.countRefusedMessage(code),
    });
    this.#rest = new Rest({ loop: this.#loop, areBotsAlone: () => this.#sessions.areOwnBotsAlone });
    if (init.handover) this.#waitForPreviousMembers();
    const { match, map, room } = this.state;
    const facts = { build: BUILD, mode: modeOf(match), people: 0, level: this.level };
    this.metadata = { ...facts, name: room.name, map, watch: "" };
    this.#isStill = transfer !== undefined;
    if (!this.#isStill) this.#loop.start();
    arenas.add(this);
    metrics.rooms.add(this.#metricsProbe);
    this.#note("room", { map: this.state.map, tickRate: settings.tickRate }, "room opened");
  }

  /** Id of the room on another node that this room is to continue, while nobody has come from there yet. */
  get awaited(): string | undefined {
    return this.#isStill && this.#standstill?.hasBegun === false ? this.#continues : undefined;
  }

  /** Lets the members of a room on another node come, and waits for them. Call it once the room is listed. */
  async receive(transfer: Transfer): Promise<void> {
    this.#continues = transfer.from;
    const absent = restoreMembers(transfer, this.#sessions, this.#parts);
    const expected = transfer.members.filter(({ isConnected }) => isConnected);
    this.#standstill = new Standstill(
      expected.map(({ sessionId }) => sessionId),
      {
        runtime: this.runtime,
        goOn: () => {
          this.#isStill = false;
          this.#loop.start();
        },
      },
    );
    await dropAbsent(this, absent);
    // A ban may have come while they were on their way.
    this.removeBanned();
  }

  override onJoin(client: ArenaClient): void {
    const joiner = client.auth ?? UNKNOWN_JOINER;
    // A ban may have come between the reservation of the seat and now.
    if (!joiner.isOwn) this.context.moderation.refuse(joiner);
    if (!this.#mayEnter(joiner)) throw this.context.refusals.refuseJoin("full");
    const held = this.#sessions.heldFor(joiner.playerId)?.sessionId;
    if (!this.#isStill) this.#rest.wake();
    this.entrance.enter(client.sessionId, joiner);
    this.#readers.welcome(client, joiner);
    const { rounds, attendance, history, parties } = this.#parts;
    const { name, bot, spectate } = joiner;
    if (!bot && !this.#sessions.hasPeople) rounds.skipResults();
    void this.context.levels.learn(joiner.playerId);
    const session = attendance.join(client, joiner);
    history.greet(session);
    parties.announce(session.roster.party);
    if (held !== undefined) this.#standstill?.arrive(held);
    this.#note("arrival", { session: client.sessionId, player: name, bot, spectate }, "joined");
  }

  override onDrop(client: ArenaClient, code?: number): void {
    // A rejection ends the wait for the client. `onLeave` follows and handles it.
    this.#hold(client, code)?.catch(() => {});
  }

  override onReconnect(client: ArenaClient): void {
    const session = this.#sessions.of(client.sessionId);
    if (!session) return;
    const { claim } = session.hold ?? {};
    if (claim) session.records = claim.records;
    session.joiner = { ...session.joiner, address: this.addressOf(client) };
    this.#readers.welcome(client, session);
    this.#parts.attendance.return(session, client);
    this.#parts.history.catchUp(session);
    this.#parts.parties.announce(session.roster.party);
    this.#standstill?.arrive(client.sessionId);
    this.#note("arrival", { session: client.sessionId }, "reconnected");
  }

  override onLeave(client: ArenaClient, code?: number): void {
    const session = this.#sessions.of(client.sessionId);
    if (!session) return;
    // A client that gives an attempt up while it is being admitted comes with another one. The framework calls this
    // method once for a client.
    const isGivenUp = code === CLOSE.failedToReconnect && session.client === client;
    const hold = isGivenUp ? this.#hold(client, code) : undefined;
    if (hold) {
      hold.catch(() => this.onLeave(client, code));
      return;
    }
    this.#parts.attendance.leave(session, this.whyRefused(client));
    if (!this.#isEnding) this.#parts.parties.announce(session.roster.party);
    this.#note("departure", { session: client.sessionId, code }, "left");
  }

  /** Ends the room. Only this call marks the end; a close code proves nothing, because clients choose theirs. */
  override disconnect(closeCode?: number): Promise<unknown> {
    this.#isEnding = true;
    return super.disconnect(closeCode);
  }

  override onDispose(): void {
    // A room whose creation was refused was never open.
    const { arenas, metrics } = this.context;
    if (!arenas.delete(this)) return;
    this.#standstill?.stop();
    this.#loop.stop();
    this.#parts.recording.finish();
    metrics.rooms.retire(this.#metricsProbe);
    this.#note("room", {}, "room closed");
  }

  /** Opens a replacement room with the same config, and sends its id to all clients. */
  protected override async onFailed(): Promise<void> {
    const { hosting, rounds } = this.#parts;
    if (rounds.isRestored) return;
    const handover = hosting.handOver(rounds.snapshotRound());
    const init = { ...this.#init, handover };
    await replaceRoom({ roomId: this.roomId, clients: this.clients, init, log: this.context.log });
  }

  protected override isOwnBot(sessionId: string): boolean {
    return this.#sessions.of(sessionId)?.joiner.isOwn ?? this.entrance.isForOwnBot(sessionId);
  }

  protected override refuseLong(client: ArenaClient): void {
    this.#refuseMessage(client, TOO_LONG);
  }

  /** The controls for the server's operator. */
  get control(): RoomControl {
    return this.#parts.control;
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
    return this.#parts.hosting.occupancy(this.roomId);
  }

  /** What a person meets in this room, on the scale of the bots' steps; in whole steps, so that it changes rarely. */
  get level(): number {
    return Math.round(this.#parts.hosting.skill.level);
  }

  /** Id by which the present round can be watched; "" if it can't, or if the room has a password. */
  get watch(): string {
    return this.#parts.recording.watchId;
  }

  /** Ids of the parties that play here. */
  get parties(): ReadonlySet<string> {
    return this.#parts.parties.ids;
  }

  /** Whether a member of a party is here, or on the way. The matchmaker may call it from another node too. */
  hasParty(party: string): boolean {
    return this.parties.has(party) || this.entrance.expectsParty(party);
  }

  /** Whether nobody but the host's own bots is in the room. */
  get isDeserted(): boolean {
    return this.#sessions.size === 0 || this.#sessions.areOwnBotsAlone;
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
    return this.#mayEnter(joiner) ? this.entrance.judge(joiner) : "full";
  }

  /** Releases an unused seat for a joiner; see `Entrance`. The matchmaker may call it from another node too. */
  async makeRoom(joiner: Joiner): Promise<boolean> {
    return this.entrance.makeRoom(joiner);
  }

  /** Returns the reconnection token of the session that is held for a person, or undefined; see `Entrance`. */
  claim(joiner: Joiner): string | undefined {
    return this.entrance.claim(joiner);
  }

  /** Removes the people whom the server has banned. */
  removeBanned(): void {
    const { moderation } = this.context;
    for (const session of Array.from(this.#sessions)) {
      const { joiner, roster, client } = session;
      const ban = joiner.isOwn ? undefined : moderation.banOf({ ...joiner, playerId: roster.playerId });
      if (!ban) continue;
      if (client) tell(client, "notice", { code: "banned", text: sanctionSentence(ban) });
      if (client) this.refuse(client, "bannedFromServer", "banned from the server");
      else this.#parts.attendance.giveUp(session, "bannedFromServer");
    }
  }

  /** Removes a person, by identity, until the next round. Returns whether they were in the room. */
  kickPlayer(playerId: string): boolean {
    const session = this.#sessions.byPlayer(playerId);
    return session !== undefined && this.control.kick(session.roster.id);
  }

  /** Yields the joiners of all sessions. */
  *joiners(): Iterable<Joiner> {
    for (const { joiner } of this.#sessions) yield joiner;
  }

  /**
   * Key under which limits count the address that created the room; undefined when the server opened the room itself.
   */
  get addressKey(): string | undefined {
    return this.#parts.hosting.roomConfig.addressKey;
  }

  /**
   * Hands the room over to another node, and sends its clients there. The ticks stand still meanwhile. Returns false,
   * and goes on, when no node takes the room.
   */
  async moveAway(): Promise<boolean> {
    const { roomId } = this;
    const { admission, transfers } = this.context;
    // The state of a restored round may be what a room has failed of.
    if (this.#isStill || this.#isLeaving || this.#isEnding || this.#parts.rounds.isRestored) return false;
    const wasRunning = this.#loop.isRunning;
    const capture = (): Transfer => {
      this.#isLeaving = true;
      this.#loop.stop();
      const { runtime } = this;
      return transferOf({ runtime, roomId, init: this.#init, sessions: this.#sessions, parts: this.#parts });
    };
    const place = await admission.peers.handOver(capture);
    if (!place) {
      const isOpen = this.#isLeaving && !this.#isEnding;
      this.#isLeaving = false;
      if (isOpen && wasRunning) this.#loop.start();
      return false;
    }
    transfers.given++;
    this.#note("room", { movedTo: place.roomId, node: place.processId }, "room handed over");
    await leaveFor(place, { roomId, sessions: this.#sessions, runtime: this.runtime });
    await this.disconnect(CLOSE.moved);
    return true;
  }

  /** Runs one authoritative tick. Everything that happens in a tick happens here, in this order. */
  #tick(): void {
    const { rounds, lagCompensation, supervised, recording } = this.#parts;
    const commands = this.#collectCommands();
    recording.step(commands);
    stepWorld(rounds.world, commands);
    this.counters.count(rounds.world.events);
    rounds.advance();
    // From here on the world may be another object, because a round may have begun.
    const { world } = rounds;
    const isEachSecond = world.tick % this.#init.settings.tickRate === 0;
    if (isEachSecond) this.#evenSides();
    lagCompensation.record(this.state.players.values());
    showLoad(world, { state: this.state, metrics: this.#metrics, level: this.context.load.level });
    supervise(world, supervised);
    if (isEachSecond) this.#parts.hosting.followPeople();
    writeAtOnce(this.clients, () => this.#send(world));
    this.#rest.considerRest();
  }

  /** Sends the results of the tick to every client, as much as each connection can take. */
  #send(world: World): void {
    const { audience, interest, events, recording, clips } = this.#parts;
    const { runtime, log, load } = this.context;
    const { degradation } = load;
    audience.update(world);
    clips.begin(world);
    keepPace(world, {
      runtime,
      log,
      receivers: this.#sessions,
      audience,
      recording,
      counters: this.counters,
      degradation,
    });
    interest.refresh(world);
    dispatchEvents(world, { interest, clients: audience.presentOf(this.clients), events });
    const { past } = audience;
    if (past) dispatchEvents(past.world, past);
    this.broadcastPatch();
    clips.update(world);
  }

  #evenSides(): void {
    const { fighting, rounds } = this.#parts;
    evenSides({
      state: this.state,
      sessions: this.#sessions,
      fighting,
      places: this.maxClients,
      isRestored: rounds.isRestored,
    });
  }

  #collectCommands(): Command[] {
    const { rounds, lagCompensation, now } = this.#parts;
    return collectCommands(rounds.world, {
      sessions: this.#sessions,
      sourceOf: (sessionId) => this.inputs.get(sessionId),
      sightAgo: (ageMs) => lagCompensation.viewAgo(ageMs),
      counters: this.counters,
      now: now(),
      lost: this.#metrics.dropped * this.#loop.stepMs,
      missed: this.#metrics.takeDropped(),
      waits: this.context.load.degradation.takesPairs && rounds.world.tick % 2 === 0,
    });
  }

  /** Holds the place of a client whose connection is lost. Returns undefined when its place is not held. */
  #hold(client: ArenaClient, code: number | undefined): ReturnType<Room["allowReconnection"]> | undefined {
    const session = this.#sessions.of(client.sessionId);
    // A client that was refused does not return. One of the host's own bots is replaced, so its session is not held.
    if (!session || this.wasRefused(client) || !this.hasJoined(client)) return undefined;
    const isTransferred = isAbsent(client);
    if (session.roster.backfill && !isTransferred) return undefined;
    const tokens = returnTokensOf(client);
    const hold = this.allowReconnection(client, session.roster.backfill ? OWN_BOT_WAIT_S : RECONNECTION_WINDOW_S);
    this.#parts.attendance.drop(session, { reject: () => hold.reject(), tokens, isTransferred });
    if (!isTransferred) this.#note("departure", { session: client.sessionId, code }, "dropped");
    return hold;
  }

  /** A room that waits for its members takes nobody else. */
  #mayEnter({ playerId, isOwn }: Joiner): boolean {
    return !this.#isStill || isOwn || this.#sessions.heldFor(playerId) !== undefined;
  }

  /** Keeps the room open until the previous members have joined again. */
  #waitForPreviousMembers(): void {
    this.autoDispose = false;
    this.clock.setTimeout(() => (this.autoDispose = true), PREVIOUS_MEMBERS_WAIT_MS);
  }

  /** Logs what a client, or the room itself, has done. */
  #note(kind: "arrival" | "departure" | "room", fields: object, message: string): void {
    this.context.log.write(kind, "info", { room: this.roomId, ...fields }, message);
  }
}

/** Creates the class of one server's arena rooms. */
export const arenaRoomOf = (context: RoomContext): new () => ArenaRoom =>
  class extends roomOf(ArenaRoom, context) {
    /** Refuses a join before a seat is reserved. The returned value stays the client's `auth` for the whole session. */
    static async onAuth(_token: string, options: unknown, auth: AuthContext): Promise<Joiner> {
      return context.admission.admit(options, auth);
    }
  };
