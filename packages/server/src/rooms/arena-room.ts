import { matchMaker, TimestepException, type Client, type InputAPI } from "@colyseus/core";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { JoinOptions } from "@fray/shared-state/protocol/join-options";
import type { Notice } from "@fray/shared-state/protocol/messages";
import { ARENA_ROOM, RECONNECTION_WINDOW_S } from "@fray/shared-state/protocol/rooms";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { InputFrame, sanitizeInput } from "@fray/shared-state/schema/input-frame";
import { phaseOf } from "@fray/shared-state/schema/match-state";
import { Player } from "@fray/shared-state/schema/player";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { removeFighter, stepWorld, type Command, type World } from "@fray/shared-state/simulation/world";

import { keepPace } from "../backpressure/keep-pace.ts";
import { Outbox } from "../backpressure/outbox.ts";
import { Interest } from "../interest/interest.ts";
import { driveClock } from "../loop/tick-clock.ts";
import { TickLoop } from "../loop/tick-loop.ts";
import { TickMetrics, type TickReport } from "../loop/tick-metrics.ts";
import { Rounds, type RoundSettings } from "../match/rounds.ts";
import { Wrecks } from "../match/wrecks.ts";
import { SEAT_WAIT_S } from "../network/address-limits.ts";
import { inOneWrite } from "../network/in-one-write.ts";
import { listenToClients, tell, TOO_LONG } from "../network/messages.ts";
import type { Occupancy } from "../operations/backfill.ts";
import { logger } from "../operations/logger.ts";
import { measureRoom, observeTick, retireRoom } from "../operations/metrics.ts";
import { openState } from "../sync/open-state.ts";
import { openAdmission, unavailable } from "./admission.ts";
import { BaseRoom } from "./base-room.ts";
import type { Counters } from "./counters.ts";
import { dispatchEvents } from "./event-dispatch.ts";
import { LagCompensation, REWIND_CAP_MS } from "./lag-compensation.ts";
import { overviewOf, type RoomOverview } from "./overview.ts";
import { createReading } from "./reading.ts";
import { createSeat, renewSeat, type Seat } from "./seat.ts";
import { Seats } from "./seats.ts";
import { supervise, type Supervised } from "./supervision.ts";
import { createTalk } from "./talk.ts";

/** What the host decides about a room; nothing a client sends reaches it. */
export interface ArenaSettings extends RoundSettings {
  readonly tickRate: number;
  readonly maxPlayers: number;
  /** How long a fighter may do nothing, in s; 0 for ever. */
  readonly idleSeconds: number;
  /** Arena rooms this process opens at once. */
  readonly maxRooms: number;
}

type ArenaClient = Client<{ auth: JoinOptions }>;

const TICK_TIME_INTERVAL_S = 1;
const MAX_TICK_TIME_US = 0xffff;
const NO_ROOM_TO_WATCH = "there are spectators enough in this room";

/** A room people and bots fight in. It wires the parts together; what happens is decided in them. */
export class ArenaRoom extends BaseRoom<{ state: ArenaState; client: ArenaClient; input: InputFrame }> {
  /** The arena rooms of this process. */
  static readonly open = new Set<ArenaRoom>();
  /** The same for all rooms of this process, which have no say in who reserves a seat. */
  static admission = openAdmission();

  static readonly #wrecks = new Wrecks();

  declare state: ArenaState;
  /** Patches leave from the tick, never from a timer of their own. */
  override patchRate = null;
  /** How long a seat waits for its WebSocket, in s: whoever asks for one and never comes keeps others out of it. */
  override seatReservationTimeout = SEAT_WAIT_S;

  declare inputs: InputAPI<InputFrame>;
  readonly #seats = new Seats();
  /** Whether a client is sent the patch of this tick. */
  readonly #isDue = ({ sessionId }: Client) => this.#seats.of(sessionId)?.pace.isDue(this.#rounds.world.tick) ?? true;
  readonly #outbox = new Outbox(this.#isDue);
  readonly #metrics = new TickMetrics(observeTick);
  readonly #reading = createReading(this.#seats, this.#metrics, this.counters);
  #rounds!: Rounds;
  #interest!: Interest;
  #loop!: TickLoop;
  #lagCompensation!: LagCompensation;
  #supervised!: Supervised;
  #refuseMessage!: ReturnType<typeof listenToClients>;

  /** Refuses a join before a seat is reserved. What it returns is the client's `auth` for as long as it stays. */
  static override async onAuth(_token: string, options: unknown): Promise<JoinOptions> {
    return ArenaRoom.admission.admit(options);
  }

  override onCreate({ settings }: { settings: ArenaSettings }): void {
    if (ArenaRoom.open.size >= settings.maxRooms) {
      throw unavailable("all rooms of this server are full; try again later");
    }
    this.maxClients = settings.maxPlayers;
    // One input is one step: clients learn the rate from here and predict at it.
    this.inputs = this.defineInput(InputFrame, { tickRate: settings.tickRate, sanitize: sanitizeInput });
    const viewFor = openState(this, settings.maxPlayers, this.#isDue);
    const { members } = this.#seats;
    const wreck = ArenaRoom.#wrecks.take(performance.now());
    this.#rounds = new Rounds(settings, { state: this.state, members, dt: 1 / settings.tickRate }, wreck);
    this.#interest = new Interest(this.state, this.#rounds.world.arena, viewFor);
    this.#loop = new TickLoop(settings.tickRate, () => this.#guardedTick(), this.#metrics);
    driveClock(this, () => this.#now());
    this.#lagCompensation = new LagCompensation(
      this.allowRewindState({ maxRewindMs: REWIND_CAP_MS }),
      this.state,
      this.#loop.stepMs,
      () => this.#now(),
    );
    this.#supervised = {
      seats: this.#seats,
      idleSeconds: settings.idleSeconds,
      refuse: (client, why, reason) => this.refuse(client, why, reason),
    };
    this.#refuseMessage = listenToClients(this, {
      speakerOf: (client) => this.#seats.of(client.sessionId),
      handlers: createTalk({
        seats: this.#seats,
        interest: this.#interest,
        hasRoomToWatch: () => this.#hasRoomToWatch(),
        enterFight: (seat) => this.#enterFight(seat),
        leaveFight: (seat) => this.#leaveFight(seat),
        now: () => this.#now() / 1000,
      }),
      onHeard: (seat) => seat.idle.stir(this.#now() / 1000),
      onRefused: ({ code }) => this.counters.countRefusedMessage(code),
    });
    this.#loop.start();
    ArenaRoom.open.add(this);
    measureRoom(this.#reading);
    logger.info({ room: this.roomId, map: this.state.map, tickRate: settings.tickRate }, "room opened");
  }

  override onJoin(client: ArenaClient): void {
    const auth = client.auth ?? JoinOptions.parse({});
    const { name, token, bot, spectate } = auth;
    if (spectate && !this.#hasRoomToWatch()) throw unavailable(NO_ROOM_TO_WATCH);
    if (!bot && !this.#seats.hasPeople) this.#rounds.skipResults();
    const playerId = bot ? "" : this.#recognize(client, token);
    const id = this.#seats.nextId();
    const backfill = ArenaRoom.admission.bots.isOwn(auth);
    const roster = Object.assign(new RosterEntry(), { id, playerId, name, bot, backfill, spectator: spectate });
    const seat = createSeat(client, roster, this.#now() / 1000);
    this.#seats.add(seat);
    this.state.roster.set(client.sessionId, roster);
    this.#interest.watch(client);
    if (!spectate) this.#enterFight(seat);
    logger.info({ room: this.roomId, session: client.sessionId, name, bot, spectate }, "joined");
  }

  /** The line broke: the body stays in the arena for its player, and fights on its own luck meanwhile. */
  override onDrop(client: ArenaClient, code?: number): void {
    const seat = this.#seats.of(client.sessionId);
    // One of the host's own bots is replaced rather than waited for.
    if (!seat || this.wasRefused(client) || seat.roster.backfill) return;
    seat.client = undefined;
    seat.roster.connected = false;
    seat.bank.reset();
    logger.info({ room: this.roomId, session: client.sessionId, code }, "dropped");
    // Its rejection is the end of the wait; `onLeave` follows.
    this.allowReconnection(client, RECONNECTION_WINDOW_S).catch(() => {});
  }

  override onReconnect(client: ArenaClient): void {
    const seat = this.#seats.of(client.sessionId);
    if (!seat) return;
    renewSeat(seat, client, this.#now() / 1000);
    this.#interest.watch(client, seat.player);
    logger.info({ room: this.roomId, session: client.sessionId }, "reconnected");
  }

  override onLeave(client: ArenaClient, code?: number): void {
    const seat = this.#seats.of(client.sessionId);
    if (!seat) return;
    this.#leaveFight(seat);
    this.#seats.remove(seat);
    this.counters.retire(seat);
    this.#interest.unwatch(client.sessionId);
    this.state.roster.delete(client.sessionId);
    logger.info({ room: this.roomId, session: client.sessionId, code }, "left");
  }

  override onDispose(): void {
    // A room that was refused was never open.
    if (!ArenaRoom.open.delete(this)) return;
    this.#loop.stop();
    retireRoom(this.#reading);
    logger.info({ room: this.roomId }, "room closed");
  }

  /** Saves the round for a room that is opened in this one's place, where pages go by themselves. */
  protected override onFailed(): void {
    const wreck = this.#rounds.salvage();
    if (!wreck) return;
    ArenaRoom.#wrecks.leave(wreck, performance.now());
    // Here, where the wreck is, whichever node a room would be opened in otherwise. Where there is none to be had now, the
    // next one that opens takes it over.
    matchMaker
      .handleCreateRoom(ARENA_ROOM, {})
      .catch((error: unknown) => logger.warn({ err: error }, "no room in its place"));
  }

  protected override refuseLong(client: ArenaClient): void {
    this.#refuseMessage(client, TOO_LONG);
  }

  /** For `/health` and benches. */
  report(): { roomId: string; players: number; spectators: number; tick: TickReport; counters: Counters } {
    return {
      roomId: this.roomId,
      players: this.#seats.size,
      spectators: this.#seats.spectators,
      tick: this.#metrics.report(),
      counters: this.counters.total(this.#seats),
    };
  }

  /** What who is in charge sees of the room. */
  overview(): RoomOverview {
    const { roomId, state, maxClients } = this;
    return overviewOf({ roomId, state, maxClients, plans: this.#rounds.plans });
  }

  /** Ends the round as if its time were over, or goes on from its results. */
  endRound(): void {
    this.#rounds.end();
  }

  /** Begins a round of the rotation at once, by its place in it; the present one counts for nothing. False for no such place. */
  playRound(turn: number): boolean {
    if (!this.#rounds.plans[turn]) return false;
    this.#rounds.play(turn);
    return true;
  }

  /** Sends somebody away, by id. False when nobody of that id is on the line. */
  kick(id: number): boolean {
    const client = this.#seats.byId(id)?.client;
    if (client) this.refuse(client, "kicked", "sent away by who is in charge");
    return client !== undefined;
  }

  /** Sends everybody away and ends the room. */
  close(): void {
    void this.disconnect(CLOSE.roomClosed);
  }

  /** Tells everybody something from the server. */
  announce(notice: Notice): void {
    for (const client of this.clients) tell(client, "notice", notice);
  }

  /** Number of the round that people are in the middle of or see the results of, so that something would be lost now. */
  get contestedRound(): number | undefined {
    const { match } = this.state;
    return this.#seats.hasPeople && phaseOf(match) !== "warmup" ? match.round : undefined;
  }

  /** For those who fill rooms with bots. */
  occupancy(): Occupancy {
    const guests = Array.from(this.#seats, ({ roster }) => roster).filter(({ backfill }) => !backfill);
    return {
      roomId: this.roomId,
      others: guests.filter(({ spectator }) => !spectator).length,
      places: this.maxClients - this.#seats.spectators,
      isDeserted: guests.length === 0,
    };
  }

  /** One authoritative tick; everything that happens in it happens here, in this order. */
  #tick(): void {
    stepWorld(this.#rounds.world, this.#collectInputs());
    this.counters.count(this.#rounds.world.events);
    this.#rounds.advance();
    // From here on it may be another world.
    const { world } = this.#rounds;
    this.#measure();
    supervise(world, this.#supervised);
    inOneWrite(this.clients, () => this.#send(world));
  }

  /** Tells everybody what has become of the tick, each as much as their line keeps up with. */
  #send(world: World): void {
    keepPace(world, { receivers: this.#seats, interest: this.#interest, counters: this.counters });
    this.#interest.refresh(world);
    dispatchEvents(world, {
      interest: this.#interest,
      clients: this.clients,
      post: (client, message) => this.#outbox.post(client, message),
    });
    this.#outbox.flush();
    this.broadcastPatch();
  }

  #guardedTick(): void {
    try {
      this.#tick();
    } catch (error) {
      this.#loop.stop();
      const cause = error instanceof Error ? error : new Error(String(error));
      this.onUncaughtException(new TimestepException(cause, cause.message), "tick");
    }
  }

  /** Simulation time in ms. */
  #now(): number {
    return this.#rounds.world.tick * this.#loop.stepMs;
  }

  #collectInputs(): Command[] {
    const commands: Command[] = [];
    const lost = this.#metrics.dropped * this.#loop.stepMs;
    for (const { sessionId, player, bank, views, idle } of this.#seats) {
      const source = this.inputs.get(sessionId);
      if (!player) {
        bank.discard(source);
        continue;
      }
      for (const { seq, input, provisional, viewTime } of bank.collect(source)) {
        const sight = this.#lagCompensation.sightAt(views.judge(viewTime, this.#now(), lost));
        commands.push({ fighter: player, seq, input, provisional, sight });
        if (!provisional) idle.note(input, player, this.#rounds.world);
        if (!player.alive && !provisional) this.counters.countOne("inputsOfDead");
      }
      player.inputDepth = bank.reportDepth() ?? player.inputDepth;
    }
    return commands;
  }

  /** Now and then, how the room itself is doing. */
  #measure(): void {
    const { tick, dt } = this.#rounds.world;
    if (tick % Math.round(TICK_TIME_INTERVAL_S / dt) !== 0) return;
    this.state.tickTime = Math.min(MAX_TICK_TIME_US, Math.round(this.#metrics.takeMeanWork() * 1000));
  }

  /** Who a guest is, from one visit to the next; somebody new is told how to be the same again. */
  #recognize(client: ArenaClient, shown: string): string {
    const { id, token } = ArenaRoom.admission.recognize(shown, (playerId) => this.#seats.hasPlayer(playerId));
    if (token) tell(client, "identity", { id, token });
    return id;
  }

  /** Gives a client a body, which spawns with the next tick. */
  #enterFight(seat: Seat): void {
    const { sessionId, roster } = seat;
    const player = Object.assign(new Player(), { id: roster.id });
    seat.player = player;
    seat.bank.reset();
    roster.spectator = false;
    this.state.players.set(sessionId, player);
    this.#rounds.join(player);
    this.#interest.embody(sessionId, player);
  }

  /** Takes a client's body, if it has one, out of the arena. What it fired flies on. */
  #leaveFight(seat: Seat): void {
    const { player, sessionId, roster } = seat;
    if (!player) return;
    seat.player = undefined;
    roster.spectator = true;
    roster.team = 0;
    removeFighter(this.#rounds.world, player.id);
    this.#interest.forget(player);
    this.state.players.delete(sessionId);
  }

  /** Half of the places are for those who fight. */
  #hasRoomToWatch(): boolean {
    return this.#seats.spectators < Math.floor(this.maxClients / 2);
  }
}
