import { matchMaker, type AuthContext, type Client, type InputAPI } from "@colyseus/core";
import {
  driveClock,
  TickLoop,
  TickMetrics,
  type TickReport,
  SEAT_WAIT_S,
  inOneWrite,
  createInputShape,
  hasEntered,
  LagCompensation,
} from "@fray/netcode/server";
import type { Mode } from "@fray/shared-state/match/modes";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import type { JoinRefusal } from "@fray/shared-state/protocol/join-refusals";
import { CLIENT_MESSAGES } from "@fray/shared-state/protocol/messages";
import { ARENA_ROOM, RECONNECTION_WINDOW_S } from "@fray/shared-state/protocol/rooms";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { InputFrame, sanitizeInput } from "@fray/shared-state/schema/input-frame";
import { modeOf } from "@fray/shared-state/schema/match-state";
import type { Fighter } from "@fray/shared-state/simulation/body";
import { stepWorld, type Command, type World } from "@fray/shared-state/simulation/world";

import { keepPace } from "../backpressure/keep-pace.ts";
import type { Report } from "../directory/reports.ts";
import { reportOf } from "../directory/room-report.ts";
import type { Occupancy } from "../hosting/backfill.ts";
import { Hosting } from "../hosting/hosting.ts";
import type { Opening } from "../hosting/opening.ts";
import { termsOf } from "../hosting/room-terms.ts";
import { Interest } from "../interest/interest.ts";
import { Rounds } from "../match/rounds.ts";
import { turnAway } from "../network/join-refusal.ts";
import { listenToClients, tell, TOO_LONG, type Read } from "../network/messages.ts";
import { measureRoom, observeTick, retireRoom } from "../operations/metrics.ts";
import { noteLoad, serverLoad } from "../overload/server-load.ts";
import { logPeer } from "../peer-log.ts";
import type { Seat } from "../seats/seat.ts";
import { Seats } from "../seats/seats.ts";
import { STRANGER, type ArenaClient, type Visitor } from "../seats/visitor.ts";
import type { EventSink } from "../sync/event-sink.ts";
import { openState } from "../sync/open-state.ts";
import { openAdmission, refuseWhenBusy } from "./admission.ts";
import { Attendance } from "./attendance.ts";
import { BaseRoom } from "./base-room.ts";
import { collectInputs } from "./collect-inputs.ts";
import type { Counters } from "./counters.ts";
import { dispatchEvents } from "./event-dispatch.ts";
import { Fighting } from "./fighting.ts";
import { createReading } from "./reading.ts";
import { refusingFromAfar } from "./refused-opening.ts";
import { RoomControl } from "./room-control.ts";
import { checkRoomLimits } from "./room-limits.ts";
import { supervise, type Supervised } from "./supervision.ts";
import { createTalk } from "./talk.ts";

/** What the matchmaker chooses a room by. */
export interface Advertisement {
  readonly mode: Mode;
  readonly people: number;
}

/** Covers the interpolation delay and a round trip of about 100 ms in full. A longer rewind would be felt by the target. */
const REWIND_CAP_MS = 200;
const TICK_TIME_INTERVAL_S = 1;
const MAX_TICK_TIME_US = 0xffff;
const isArenaInput = createInputShape(InputFrame);
/** How long a room in the place of one that failed waits for those who were in it: longer than a page does. */
const HEIRS_WAIT_MS = 30_000;

/** A room people and bots fight in. It wires the parts together; what happens is decided in them. */
export class ArenaRoom extends BaseRoom<{
  state: ArenaState;
  client: ArenaClient;
  input: InputFrame;
  metadata: Advertisement;
}> {
  /** The arena rooms of this process. */
  static readonly open = new Set<ArenaRoom>();
  /** The same for all rooms of this process, which have no say in who reserves a seat. */
  static admission = openAdmission();

  declare state: ArenaState;
  /** Patches leave from the tick, never from a timer of their own. */
  override patchRate = null;
  /** How long a seat waits for its WebSocket, in s: whoever asks for one and never comes keeps others out of it. */
  override seatReservationTimeout = SEAT_WAIT_S;

  declare inputs: InputAPI<InputFrame>;
  readonly #seats = new Seats();
  /** Whether a client is sent the patch of this tick. */
  readonly #isDue = ({ sessionId }: Client) => this.#seats.of(sessionId)?.pace.isDue(this.#rounds.world.tick) ?? true;
  readonly #metrics = new TickMetrics((...tick) => {
    noteLoad(...tick);
    observeTick(...tick);
  });
  readonly #reading = createReading(this.#seats, this.#metrics, this.counters);
  /** For who is in charge of the server. */
  control!: RoomControl;
  #opening!: Opening;
  #events!: EventSink;
  #hosting!: Hosting;
  #attendance!: Attendance;
  #rounds!: Rounds;
  #interest!: Interest;
  #loop!: TickLoop;
  #lagCompensation!: LagCompensation<Fighter>;
  #supervised!: Supervised;
  #refuseMessage!: ReturnType<typeof listenToClients>;
  #isEnding = false;

  /** Refuses a join before a seat is reserved. What it returns is the client's `auth` for as long as it stays. */
  static override async onAuth(_token: string, options: unknown, context: AuthContext): Promise<Visitor> {
    return ArenaRoom.admission.admit(options, context);
  }

  override onCreate(opening: Opening): void {
    const { settings, legacy } = opening;
    this.#opening = opening;
    const terms = refusingFromAfar(() => {
      // One that goes on in another's place needs no place of its own.
      if (!legacy) checkRoomLimits(ArenaRoom.open, opening);
      return termsOf(opening);
    });
    // One input is one step: clients learn the rate from here and predict at it.
    this.inputs = this.defineInput(InputFrame, { tickRate: settings.tickRate, sanitize: sanitizeInput });
    const { viewFor, createBody, events } = openState(this, terms.maxPlayers, this.#isDue);
    this.#events = events;
    this.#hosting = new Hosting(
      {
        info: this.state.room,
        seats: this.#seats,
        hasRoomToWatch: () => this.#hasRoomToWatch(),
        hide: (isHidden) => void this.setPrivate(isHidden),
        sendAway: (seat, why) => {
          if (seat.client) this.refuse(seat.client, why, `${why} by the owner`);
          else this.#attendance.giveUp(seat, why);
        },
      },
      terms,
      legacy,
    );
    this.maxClients = terms.maxPlayers;
    const { members } = this.#seats;
    this.#rounds = new Rounds(
      { ...settings, ...terms },
      { state: this.state, members, dt: 1 / settings.tickRate },
      legacy?.round,
    );
    this.#interest = new Interest(this.state, this.#rounds.world.arena, viewFor);
    const fighting = new Fighting(this.state, this.#rounds, this.#interest, createBody);
    this.#attendance = new Attendance({
      state: this.state,
      seats: this.#seats,
      interest: this.#interest,
      counters: this.counters,
      ownership: this.#hosting.ownership,
      identities: ArenaRoom.admission.identities,
      fighting,
      now: () => this.#now() / 1000,
      isEnding: () => this.#isEnding,
    });
    this.#loop = new TickLoop(
      settings.tickRate,
      () =>
        this.guard(
          () => this.#tick(),
          () => this.#loop.stop(),
        ),
      this.#metrics,
    );
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
      seats: this.#seats,
      idleSeconds: settings.idleSeconds,
      refuse: (client, why, reason) => this.refuse(client, why, reason),
    };
    this.#refuseMessage = listenToClients<Seat, Read<typeof CLIENT_MESSAGES>>(this, {
      speakerOf: (client) => this.#seats.of(client.sessionId),
      messages: CLIENT_MESSAGES,
      handlers: {
        ...createTalk({
          seats: this.#seats,
          interest: this.#interest,
          hasRoomToWatch: () => this.#hasRoomToWatch(),
          fighting,
          now: () => this.#now() / 1000,
        }),
        ...this.#hosting.createPowers(this.#rounds, settings),
      },
      onHeard: (seat) => seat.idle.stir(this.#now() / 1000),
      onRefused: ({ code }) => this.counters.countRefusedMessage(code),
    });
    this.control = new RoomControl({
      roomId: this.roomId,
      state: this.state,
      places: terms.maxPlayers,
      seats: this.#seats,
      rounds: this.#rounds,
      sendAway: (client) => this.refuse(client, "kicked", "sent away by who is in charge"),
      disconnect: () => void this.disconnect(CLOSE.roomClosed),
    });
    if (legacy) this.#waitForHeirs();
    this.metadata = { mode: modeOf(this.state.match), people: 0 };
    this.#loop.start();
    ArenaRoom.open.add(this);
    measureRoom(this.#reading);
    logPeer("room", "info", { room: this.roomId, map: this.state.map, tickRate: settings.tickRate }, "room opened");
  }

  override onJoin(client: ArenaClient): void {
    // Another node may have given them the seat.
    refuseWhenBusy();
    const visitor = client.auth ?? STRANGER;
    // It may have changed since they asked for a seat.
    const why = this.#hosting.door.refusalOf(visitor);
    if (why) throw turnAway(why);
    const { name, bot, spectate } = visitor;
    if (!bot && !this.#seats.hasPeople) this.#rounds.skipResults();
    this.#attendance.join(client, visitor);
    logPeer("arrival", "info", { room: this.roomId, session: client.sessionId, player: name, bot, spectate }, "joined");
  }

  override onDrop(client: ArenaClient, code?: number): void {
    const seat = this.#seats.of(client.sessionId);
    // Who could not be let in after all won't be back, and one of the host's own bots is replaced rather than waited for.
    if (!seat || this.wasRefused(client) || !hasEntered(client) || seat.roster.backfill) return;
    const hold = this.allowReconnection(client, RECONNECTION_WINDOW_S);
    // Its rejection is the end of the wait; `onLeave` follows.
    hold.catch(() => {});
    this.#attendance.drop(seat, { reject: () => hold.reject(), token: client.reconnectionToken });
    logPeer("departure", "info", { room: this.roomId, session: client.sessionId, code }, "dropped");
  }

  override onReconnect(client: ArenaClient): void {
    const seat = this.#seats.of(client.sessionId);
    if (!seat) return;
    this.#attendance.return(seat, client);
    logPeer("arrival", "info", { room: this.roomId, session: client.sessionId }, "reconnected");
  }

  override onLeave(client: ArenaClient, code?: number): void {
    const seat = this.#seats.of(client.sessionId);
    if (!seat) return;
    this.#attendance.leave(seat, this.whyRefused(client));
    logPeer("departure", "info", { room: this.roomId, session: client.sessionId, code }, "left");
  }

  /** Ends the room. Whether it ends is known from here, never from a close code: clients choose theirs. */
  override disconnect(closeCode?: number): Promise<unknown> {
    this.#isEnding = true;
    return super.disconnect(closeCode);
  }

  override onDispose(): void {
    // A room that was refused was never open.
    if (!ArenaRoom.open.delete(this)) return;
    this.#loop.stop();
    retireRoom(this.#reading);
    logPeer("room", "info", { room: this.roomId }, "room closed");
  }

  /** Opens a room in this one's place, on the same terms, and tells everybody where it is. */
  protected override async onFailed(): Promise<void> {
    if (this.#rounds.isWreck) return;
    const legacy = this.#hosting.bequeath(this.#rounds.salvage());
    try {
      // Here, where the legacy is, whichever node a room would be opened in otherwise.
      const { roomId } = await matchMaker.handleCreateRoom(ARENA_ROOM, { ...this.#opening, legacy });
      for (const client of this.clients) tell(client, "moved", { roomId });
    } catch (error) {
      logPeer("exception", "warn", { err: error }, "no room in its place");
    }
  }

  protected override isInput(frame: Uint8Array): boolean {
    return isArenaInput(frame);
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

  /** For those who fill rooms with bots. */
  occupancy(): Occupancy {
    return this.#hosting.occupancy(this.roomId);
  }

  /** For lobbies. */
  present(): Report {
    const { roomId, state, maxClients } = this;
    return reportOf({ roomId, state, seats: this.#seats, places: maxClients });
  }

  /** Why somebody may not come in, if so: the matchmaker asks before it reserves a seat, from wherever it is. */
  judge(visitor: Visitor): Promise<JoinRefusal | undefined> {
    return this.#hosting.door.judge(visitor);
  }

  /**
   * The token that leads a person back into the seat that is held for them; undefined when there is none. It takes no place of
   * its own, so it also works where the room is full.
   */
  claim(visitor: Visitor): string | undefined {
    const hold = this.#seats.heldFor(visitor.playerId)?.hold;
    if (hold) hold.claim = visitor;
    return hold?.token;
  }

  /** What the address is limited by that the room was created from; undefined when the server opened it by itself. */
  get addressKey(): string | undefined {
    return this.#hosting.terms.addressKey;
  }

  /** One authoritative tick; everything that happens in it happens here, in this order. */
  #tick(): void {
    stepWorld(this.#rounds.world, this.#collectInputs());
    this.counters.count(this.#rounds.world.events);
    this.#rounds.advance();
    // From here on it may be another world.
    const { world } = this.#rounds;
    this.#lagCompensation.record(this.state.players.values());
    this.#measure();
    supervise(world, this.#supervised);
    inOneWrite(this.clients, () => this.#send(world));
  }

  /** Tells everybody what has become of the tick, each as much as their line keeps up with. */
  #send(world: World): void {
    const { relief } = serverLoad;
    keepPace(world, { receivers: this.#seats, interest: this.#interest, counters: this.counters, relief });
    this.#interest.refresh(world);
    dispatchEvents(world, {
      interest: this.#interest,
      clients: this.clients,
      events: this.#events,
    });
    this.broadcastPatch();
  }

  /** Simulation time in ms. */
  #now(): number {
    return this.#rounds.world.tick * this.#loop.stepMs;
  }

  #collectInputs(): Command[] {
    return collectInputs(this.#rounds.world, {
      seats: this.#seats,
      sourceOf: (sessionId) => this.inputs.get(sessionId),
      sightAt: (viewTime) => this.#lagCompensation.viewAt(viewTime),
      counters: this.counters,
      now: this.#now(),
      lost: this.#metrics.dropped * this.#loop.stepMs,
      missed: this.#metrics.takeDropped(),
    });
  }

  /** Now and then, how the room itself is doing. */
  #measure(): void {
    const { tick, dt } = this.#rounds.world;
    if (tick % Math.round(TICK_TIME_INTERVAL_S / dt) !== 0) return;
    this.state.overload = serverLoad.level;
    this.state.tickTime = Math.min(MAX_TICK_TIME_US, Math.round(this.#metrics.takeMeanWork() * 1000));
  }

  /** Stays open until those have come who were in the room before it. */
  #waitForHeirs(): void {
    this.autoDispose = false;
    this.clock.setTimeout(() => (this.autoDispose = true), HEIRS_WAIT_MS);
  }

  /** Half of the places are for those who fight. */
  #hasRoomToWatch(): boolean {
    return this.#seats.spectators < Math.floor(this.maxClients / 2);
  }
}
