import type { Room } from "@colyseus/sdk";
import { PlaybackClock } from "@fray/netcode/client";
import type { Runtime } from "@fray/netcode/core";
import { phaseOf } from "@fray/shared-state/match/modes";
import type { EventsMessage } from "@fray/shared-state/protocol/events";
import type { TeamMark } from "@fray/shared-state/protocol/party";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { InputFrame, type Input } from "@fray/shared-state/schema/input-frame";
import { areEnemies } from "@fray/shared-state/simulation/body";

import { OwnTrace } from "../trace/own-trace.ts";
import type { Allegiance, Viewpoint } from "./body-view.ts";
import { EventReader } from "./event-reader.ts";
import type { BodyView, Frame, ClientEvent, SelfView } from "./frame.ts";
import type { MapSwitch } from "./map-switch.ts";
import { viewRound } from "./match-view.ts";
import { MatchWatch } from "./match-watch.ts";
import { flagCarriedBy } from "./objectives/flags.ts";
import { viewObjectives } from "./objectives/index.ts";
import { Prediction } from "./prediction.ts";
import { RemoteViews } from "./remote-views.ts";
import type { Roster } from "./roster.ts";
import { viewSelf } from "./self-view.ts";
import { ShotTracker } from "./shot-tracker.ts";
import { SpawnWatch } from "./spawn-watch.ts";
import { leaderOf } from "./standings.ts";
import { TeamMarks } from "./team-marks.ts";
import type { Watching } from "./watching.ts";

/** After this long without a drawn frame, the tab counts as hidden. */
const HIDDEN_AFTER_MS = 500;
/** At most this many deaths are kept for a hidden tab. */
const MAX_KEPT_DEATHS = 8;

interface Surroundings {
  readonly runtime: Runtime;
  readonly room: Room<unknown, ArenaState>;
  readonly selfId: number;
  readonly roster: Roster;
  readonly maps: MapSwitch;
  readonly watching: Watching;
}

/**
 * Everything that the player sees and knows of a room: the playback of the authoritative state, and the prediction
 * of the player's own body.
 */
export class GameView {
  readonly prediction: Prediction;
  readonly playback: PlaybackClock;
  /** Duration of a server step in ms. */
  readonly stepMs: number;
  /** The last minute of the own body. */
  readonly trace: OwnTrace;
  readonly #around: Surroundings;
  readonly #remotes = new RemoteViews();
  readonly #spawns = new SpawnWatch();
  readonly #marks = new TeamMarks();
  readonly #tracker: ShotTracker;
  readonly #events: EventReader;
  readonly #match: MatchWatch;
  /** Client events since the last frame. */
  readonly #clientEvents: ClientEvent[] = [];
  /** Bodies as last drawn. Client events between two frames are placed where these are. */
  #shown: { self: SelfView | undefined; others: readonly BodyView[] } = { self: undefined, others: [] };
  #frame: Frame | undefined;
  #now: number;

  constructor(surroundings: Surroundings) {
    this.#around = surroundings;
    const { runtime, room, selfId, roster, maps } = surroundings;
    this.#now = runtime.now();
    // Only inputs that the server may rewind state the time at which the player saw the others.
    const allowRewind = ({ buttons }: InputFrame) => this.prediction.mayRail(buttons);
    const input = room.input<InputFrame>({ type: InputFrame, allowRewind });
    if (input.stepMs === undefined) throw new Error("the server does not say how often it ticks");
    this.stepMs = input.stepMs;
    this.playback = new PlaybackClock(this.stepMs);
    this.trace = new OwnTrace(selfId, this.stepMs);
    this.#tracker = new ShotTracker(this.stepMs, (owner) => areEnemies(this.#eyes(), roster.memberOf(owner)));
    const around = {
      room,
      input,
      selfId,
      tracker: this.#tracker,
      trace: this.trace,
      clientEvents: this.#clientEvents,
      arena: () => maps.arena,
      bodies: () => this.#shown.others,
      bodyOf: (id: number) => this.#bodyOf(id),
      rosterOf: (id: number) => roster.get(id),
      now: () => this.#now,
    };
    this.prediction = new Prediction(around);
    this.#events = new EventReader({
      ...around,
      ownShots: this.prediction.shots,
      ownPickups: this.prediction.pickups,
    });
    this.#match = new MatchWatch({
      state: room.state,
      clientEvents: this.#clientEvents,
      nameOf: (id) => roster.get(id)?.name ?? "someone",
    });
  }

  /** Reads a patch that has arrived. */
  receive(): void {
    const { runtime, room, roster } = this.#around;
    // Patches carry whole milliseconds. The room's clock counts whole ticks, so the time is rounded to a whole tick.
    const time = Math.round(room.clock.lastServerTime() / this.stepMs) * this.stepMs;
    if (this.playback.receive(time, runtime.now())) this.#leap();
    roster.receive(room.state.roster.values());
    const isFresh = this.#match.receive();
    if (isFresh) this.#tracker.clear();
    this.prediction.receive(isFresh);
    const { body, acknowledged } = this.prediction;
    const tick = Math.round(time / this.stepMs);
    if (body.player) this.trace.receive(runtime.now(), tick, acknowledged, body.player);
    this.#remotes.receive(room.state.players.entries(), room.sessionId, time);
    this.#forgetUnseen();
  }

  /** Reads the events of a tick. */
  receiveEvents(message: EventsMessage): void {
    const { isHere } = this.#around.maps;
    // The paths of shots are unknown without the map, so only deaths are read.
    this.#events.read(isHere ? message : { tick: message.tick, deaths: message.deaths ?? [] });
    this.#forgetUnseen();
  }

  /** A player shows an emote. */
  receiveEmote(id: number, emote: number): void {
    this.#clientEvents.push({ type: "emote", id, emote });
  }

  /** A fighter of the own team has marked a place. */
  receiveMark(mark: TeamMark): void {
    this.#marks.add(mark, this.#around.runtime.now());
    this.#clientEvents.push({ type: "teamMark", ...mark });
  }

  /** The round changed to another map: all old places are invalid. */
  changeMap(): void {
    this.#remotes.clear();
    this.#tracker.clear();
    this.#marks.clear();
  }

  /** Advances to local time `now` in ms. Returns the last frame while the current map is not loaded. */
  frame(now: number, input: Input): Frame {
    // Preparing the sprites blocked the page, and patches arrived late because of that. Their delay says nothing
    // about the connection.
    if (!this.#frame) this.playback.reset();
    this.#now = now;
    this.playback.advance(now);
    if (this.#frame && !this.#around.maps.isHere) return { ...this.#frame, events: [] };
    this.prediction.advance(now, input, this.playback.render);
    return (this.#frame = this.#draw(now, input));
  }

  /** Resets prediction and playback for a new connection, which has its own delay. */
  renew(): void {
    this.playback.reset();
    this.prediction.reset();
    this.#tracker.clear();
    this.trace.clear();
  }

  /** The server changes the time that it shows: a spectator sees the past, a fighter the present. */
  #leap(): void {
    this.prediction.reset();
    this.#tracker.clear();
    this.trace.clear();
    this.#remotes.clear();
    // The SDK's estimate of the server's clock would follow only slowly. `reset` is missing in the SDK's type.
    (this.#around.room.clock as { reset?(): void }).reset?.();
  }

  #draw(now: number, input: Input): Frame {
    const { room, selfId, roster, maps, watching } = this.#around;
    const { players, match } = room.state;
    const { prediction, playback } = this;
    const clientEvents = this.#clientEvents;
    const viewpoint = this.#viewpoint();
    const self = this.#viewSelf(viewpoint);
    const others = this.#remotes.views(players, viewpoint, playback.render);
    if (self) this.trace.draw(now, self.x, self.y, playback.render);
    this.#shown = { self, others };
    const times = { local: now, present: playback.present(now) };
    const shots = this.#tracker.advance(times, others, clientEvents, (touch) => prediction.shots.mark(touch));
    this.#spawns.look(self ? [self, ...others] : others, selfId, clientEvents);
    watching.hear(clientEvents);
    return {
      ...watching.look({ now, input, self, others, arena: maps.arena }),
      self,
      others,
      shots,
      pickups: prediction.pickups.views(),
      ...viewObjectives(match, {
        bodyOf: (id) => this.#bodyOf(id),
        secondsUntil: (tick) => this.#secondsUntil(tick),
      }),
      round: viewRound(match, roster.memberOf(selfId).team, (tick) => this.#secondsUntil(tick)),
      leader: leaderOf(roster.values()),
      marks: this.#marks.views(now),
      events: clientEvents.splice(0),
    };
  }

  #viewSelf(viewpoint: Viewpoint): SelfView | undefined {
    const { body: own } = this.prediction;
    const { player } = own;
    if (!player) return undefined;
    const { room, maps } = this.#around;
    const isOver = phaseOf(room.state.match) === "results";
    const respawnIn = isOver ? Infinity : this.#secondsUntil(player.respawnTick);
    return viewSelf({ player, body: own.body, at: { x: own.x, y: own.y }, arena: maps.arena, respawnIn }, viewpoint);
  }

  #viewpoint(): Viewpoint {
    const { room, roster } = this.#around;
    return {
      eyes: this.#eyes(),
      dt: this.stepMs / 1000,
      rosterOf: (id) => roster.get(id),
      flagCarriedBy: (id) => flagCarriedBy(room.state.match, id),
    };
  }

  /** The body from whose viewpoint the fight is shown. A spectator has the viewpoint of the body that they follow. */
  #eyes(): Allegiance {
    const { selfId, roster, watching } = this.#around;
    return roster.memberOf(this.prediction.body.player ? selfId : watching.followed || selfId);
  }

  #secondsUntil(tick: number): number {
    return Math.max(0, (tick * this.stepMs - this.playback.present(this.#now)) / 1000);
  }

  #bodyOf(id: number): BodyView | undefined {
    const { self, others } = this.#shown;
    return id === self?.id ? self : others.find((body) => body.id === id);
  }

  /**
   * No frame is drawn (a tab in the background), or there is nothing to see. Only deaths are still worth showing
   * later.
   */
  #forgetUnseen(): void {
    const { runtime, maps } = this.#around;
    if (maps.isHere && runtime.now() - this.#now < HIDDEN_AFTER_MS) return;
    const deaths = this.#clientEvents.filter(({ type }) => type === "death").slice(-MAX_KEPT_DEATHS);
    this.#clientEvents.splice(0, this.#clientEvents.length, ...deaths);
    this.#tracker.clear();
  }
}
