import type { InputHandle, Room } from "@colyseus/sdk";
import { Predict } from "@colyseus/sdk/predict";
import type { Arena } from "@fray/shared-state/arena/arena";
import { EVENTS, type EventsMessage } from "@fray/shared-state/protocol/events";
import type { ChatScope, ClientMessage, ClientMessageType } from "@fray/shared-state/protocol/messages";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { BUTTON, InputFrame, type Input } from "@fray/shared-state/schema/input-frame";
import type { Player } from "@fray/shared-state/schema/player";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { areEnemies } from "@fray/shared-state/simulation/body";
import { DASH_COOLDOWN_S, PULSE, SPECIALS, stepsIn } from "@fray/shared-state/simulation/rules";
import { specialOf } from "@fray/shared-state/simulation/step-weapons";

import { EventReader } from "./event-reader.ts";
import type { BodyView, ConnectionStatus, Frame, Happening, SelfView, Standing } from "./frame.ts";
import type { Game, NetStats, Talk } from "./game-connection.ts";
import { heldSeat } from "./held-seat.ts";
import { InputClock } from "./input-clock.ts";
import { leaveRoom } from "./leave-room.ts";
import { LineWatch } from "./line-watch.ts";
import { OwnBody } from "./own-body.ts";
import { OwnPickups } from "./own-pickups.ts";
import { OwnShots } from "./own-shots.ts";
import { PlaybackClock } from "./playback-clock.ts";
import { chargeOf, describe, RemoteBodies } from "./remote-bodies.ts";
import { viewRound } from "./round-view.ts";
import { closeSentence } from "./sentences.ts";
import { ShotTracker } from "./shot-tracker.ts";
import { SpawnWatch } from "./spawn-watch.ts";
import { rank } from "./standings.ts";
import { countPatches, type Traffic } from "./traffic.ts";

/** Without a frame for this long nobody is watching. */
const UNWATCHED_MS = 500;
const UNWATCHED_DEATHS = 8;

/** A game in a room: what the player does goes out, what they should see comes back. */
export class LiveGame implements Game {
  readonly arena: Arena;
  readonly #room: Room<unknown, ArenaState>;
  readonly #player: Player;
  readonly #input: InputHandle<InputFrame>;
  readonly #predict: Predict;
  readonly #own: OwnBody;
  readonly #stepMs: number;
  readonly #inputClock = new InputClock();
  readonly #playback: PlaybackClock;
  readonly #remotes: RemoteBodies;
  readonly #spawns = new SpawnWatch();
  readonly #tracker: ShotTracker;
  readonly #ownShots: OwnShots;
  readonly #ownPickups: OwnPickups;
  readonly #events: EventReader;
  readonly #traffic: Traffic;
  readonly #line: LineWatch;
  #status: ConnectionStatus = { state: "online" };
  /** What happened since the last frame. */
  readonly #happenings: Happening[] = [];
  readonly #talk: Talk[] = [];
  /** As last drawn: where what happens between frames is seen to happen. */
  #shown: { self: SelfView | undefined; others: readonly BodyView[] } = { self: undefined, others: [] };
  #hasDrawn = false;
  #hasLeft = false;
  #now = performance.now();
  /** Buttons pressed since the last step that was sent: a tap between two steps still counts. */
  #pressed = 0;

  /** `room` has received its first state and `player` is its own body in it. */
  constructor(room: Room<unknown, ArenaState>, player: Player, arena: Arena) {
    this.arena = arena;
    this.#room = room;
    this.#player = player;
    // Only what may be rewound says when it saw the others.
    this.#input = room.input<InputFrame>({ type: InputFrame, allowRewind: ({ buttons }) => this.#isRailing(buttons) });
    const { stepMs } = this.#input;
    if (stepMs === undefined) throw new Error("the server does not say how often it ticks");
    this.#stepMs = stepMs;
    this.#playback = new PlaybackClock(stepMs);
    this.#remotes = new RemoteBodies(stepMs / 1000);
    this.#tracker = new ShotTracker(stepMs, (owner) => areEnemies(player, this.#memberOf(owner)));
    this.#predict = Predict.get(room);
    const around = {
      arena,
      selfId: player.id,
      tracker: this.#tracker,
      happenings: this.#happenings,
      bodies: () => this.#shown.others,
      bodyOf: (id: number) => this.#bodyOf(id),
      rosterOf: (id: number) => this.#rosterOf(id),
      now: () => this.#now,
    };
    this.#ownShots = new OwnShots(this.#predict, around);
    this.#ownPickups = new OwnPickups(this.#predict, { state: room.state, player, happenings: this.#happenings });
    this.#events = new EventReader({ ...around, ownShots: this.#ownShots, ownPickups: this.#ownPickups });
    this.#own = new OwnBody({
      predict: this.#predict,
      input: this.#input,
      player,
      arena,
      shots: this.#ownShots.predicted,
      pickups: this.#ownPickups,
    });
    this.#line = new LineWatch(room);
    this.#traffic = countPatches(room);
    this.#listen();
  }

  frame(now: number, input: Input): Frame {
    if (!this.#hasDrawn) {
      // Making the pictures held up the page, and with it the patches: that says nothing about the line.
      this.#hasDrawn = true;
      this.#playback.reset();
    }
    this.#now = now;
    this.#line.check();
    this.#playback.advance(now);
    this.#declareView();
    this.#send(this.#predict.tick(this.#inputClock.advance(now, this.#player.inputDepth)), input);
    const { players, roster, match } = this.#room.state;
    const player = this.#player;
    const others = this.#remotes.views(players, roster, player, this.#playback.render);
    this.#own.advance(now);
    const self = this.#selfView();
    this.#shown = { self, others };
    const times = { local: now, present: this.#playback.present(now) };
    const shots = this.#tracker.advance(times, others, this.#happenings, (touch) => this.#ownShots.mark(touch));
    this.#spawns.look([self, ...others], self.id, this.#happenings);
    return {
      focus: self,
      self,
      watched: undefined,
      others,
      shots,
      pickups: this.#ownPickups.views(),
      flags: [],
      hill: undefined,
      round: viewRound(match, player.team, (tick) => this.#secondsUntil(tick)),
      leader: undefined,
      happenings: this.#happenings.splice(0),
    };
  }

  standings(): readonly Standing[] {
    return rank(this.#room.state.roster.values(), this.#player.id);
  }

  ping(): number {
    return Math.round(this.#room.clock.smoothedRtt());
  }

  stats(): NetStats {
    return {
      ping: this.ping(),
      jitter: this.#playback.jitter,
      interpolationDelay: this.#playback.delay,
      inputDepth: this.#player.inputDepth,
      unacknowledged: this.#input.pendingCount,
      corrections: this.#own.corrections.count,
      largestCorrection: this.#own.corrections.largest,
      shots: this.#ownShots.tally,
      patches: this.#traffic.patches,
      patchBytes: this.#traffic.patchBytes,
      tickRate: 1000 / this.#stepMs,
      tickTime: this.#room.state.tickTime / 1000,
    };
  }

  get roomId(): string {
    return this.#room.roomId;
  }

  takeTalk(): readonly Talk[] {
    return this.#talk.splice(0);
  }

  say(scope: ChatScope, text: string): void {
    this.#tell("chat", { scope, text });
  }

  emote(emote: number): void {
    this.#tell("emote", { emote });
  }

  setSpectating(spectate: boolean): void {
    this.#tell("role", { spectate });
  }

  watchNext(_step: 1 | -1): void {}

  watchFreely(): void {}

  status(): ConnectionStatus {
    return this.#status;
  }

  leave(): Promise<void> {
    this.#hasLeft = true;
    heldSeat.forget();
    return leaveRoom(this.#room);
  }

  #listen(): void {
    const room = this.#room;
    heldSeat.remember(room.reconnectionToken);
    room.onStateChange((state) => this.#receivePatch(state));
    room.onMessage<EventsMessage>(EVENTS, (message) => this.#receiveEvents(message));
    room.onDrop(() => {
      this.#status = { state: "reconnecting" };
    });
    room.onReconnect(() => {
      if (this.#hasLeft) return;
      this.#status = { state: "online" };
      // The SDK takes over the new token right after it has told us.
      queueMicrotask(() => heldSeat.remember(room.reconnectionToken));
      this.#playback.reset();
      this.#own.reset();
      this.#ownShots.clear();
      this.#ownPickups.predicted.clear();
      this.#tracker.clear();
    });
    room.onLeave((code) => {
      heldSeat.forget();
      this.#status = { state: "closed", message: closeSentence(code) };
    });
  }

  #tell<Type extends ClientMessageType>(type: Type, message: ClientMessage<Type>): void {
    if (this.#room.connection.isOpen) this.#room.send(type, message);
  }

  #receiveEvents(message: EventsMessage): void {
    this.#events.read(message);
    if (performance.now() - this.#now < UNWATCHED_MS) return;
    // Nobody is looking (a tab in the background draws no frames): of what happens only the deaths are news later.
    const deaths = this.#happenings.filter(({ type }) => type === "death").slice(-UNWATCHED_DEATHS);
    this.#happenings.splice(0, this.#happenings.length, ...deaths);
    this.#tracker.clear();
  }

  #receivePatch(state: ArenaState): void {
    // Whole milliseconds on the wire; the room's clock counts whole ticks.
    const time = Math.round(this.#room.clock.lastServerTime() / this.#stepMs) * this.#stepMs;
    this.#line.hear();
    this.#own.receive();
    this.#playback.receive(time, performance.now());
    this.#remotes.receive(state.players.entries(), this.#room.sessionId, time);
  }

  #send(steps: number, input: Input): void {
    this.#pressed |= input.buttons;
    for (let step = 0; step < steps; step++) {
      const { data } = this.#input;
      data.moveX = input.moveX;
      data.moveY = input.moveY;
      data.aim = input.aim;
      data.buttons = this.#pressed;
      this.#input.send();
      this.#pressed = input.buttons;
    }
  }

  /**
   * Makes the SDK's stamps say the very time others are shown at: it subtracts this delay and half a round trip from its
   * estimate of the server's clock.
   */
  #declareView(): void {
    const { clock } = this.#room;
    const delay = clock.serverNow() - clock.smoothedRtt() / 2 - this.#playback.render;
    this.#predict.setDefaults({ mode: "lerp", delay: Math.max(0, delay) });
  }

  #isRailing(buttons: number): boolean {
    return (buttons & BUTTON.special) !== 0 || this.#own.body.railCharge > 0;
  }

  #selfView(): SelfView {
    const { body } = this.#own;
    const player = this.#player;
    const stepSeconds = this.#stepMs / 1000;
    const alive = body.alive && player.alive;
    const special = specialOf(body);
    const { rounds, cooldown_s: cooldown } = SPECIALS[special];
    return {
      ...describe(player, this.#rosterOf(player.id), player, stepSeconds),
      x: this.#own.x,
      y: this.#own.y,
      aim: body.aim,
      alive,
      dashing: body.dashSteps > 0,
      ammo: body.ammo,
      clip: PULSE.clip,
      reloading: body.reloadSteps > 0,
      reload: 1 - body.reloadSteps / stepsIn(PULSE.reload_s, stepSeconds),
      dash: 1 - body.dashCooldown / stepsIn(DASH_COOLDOWN_S, stepSeconds),
      charge: chargeOf(body, stepSeconds),
      special,
      specialAmmo: body.specialAmmo,
      specialRounds: rounds,
      specialReady: 1 - Math.min(1, body.specialCooldown / stepsIn(cooldown, stepSeconds)),
      hidden: this.arena.isInBush(body.x, body.y),
      respawnIn: alive ? 0 : this.#secondsUntil(player.respawnTick),
    };
  }

  #secondsUntil(tick: number): number {
    return Math.max(0, (tick * this.#stepMs - this.#playback.present(this.#now)) / 1000);
  }

  #bodyOf(id: number): BodyView | undefined {
    return id === this.#player.id ? this.#shown.self : this.#shown.others.find((body) => body.id === id);
  }

  /** Whose side a player is on; somebody unknown is nobody's friend. */
  #memberOf(id: number): Pick<RosterEntry, "id" | "team"> {
    return this.#rosterOf(id) ?? { id, team: 0 };
  }

  #rosterOf(id: number): RosterEntry | undefined {
    for (const entry of this.#room.state.roster.values()) if (entry.id === id) return entry;
    return undefined;
  }
}
