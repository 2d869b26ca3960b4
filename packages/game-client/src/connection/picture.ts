import type { Room } from "@colyseus/sdk";
import { PlaybackClock } from "@fray/netcode/client";
import { phaseOf } from "@fray/shared-state/match/modes";
import type { EventsMessage } from "@fray/shared-state/protocol/events";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { InputFrame, type Input } from "@fray/shared-state/schema/input-frame";
import { areEnemies } from "@fray/shared-state/simulation/body";

import { flagCarriedBy } from "../objectives/flags/flags.ts";
import { viewObjectives } from "../objectives/index.ts";
import type { Allegiance, Beholder } from "./body-view.ts";
import { EventReader } from "./event-reader.ts";
import type { BodyView, Frame, Happening, SelfView } from "./frame.ts";
import type { MapSwitch } from "./map-switch.ts";
import { viewRound } from "./match-view.ts";
import { MatchWatch } from "./match-watch.ts";
import { Prediction } from "./prediction.ts";
import { RemoteViews } from "./remote-views.ts";
import type { Roster } from "./roster.ts";
import { viewSelf } from "./self-view.ts";
import { ShotTracker } from "./shot-tracker.ts";
import { SpawnWatch } from "./spawn-watch.ts";
import { leaderOf } from "./standings.ts";
import type { Watching } from "./watching.ts";

/** Without a frame for this long nobody is watching. */
const UNWATCHED_MS = 500;
/** Of what happens meanwhile this much is still news later. */
const LATE_NEWS = 8;

interface Surroundings {
  readonly room: Room<unknown, ArenaState>;
  readonly selfId: number;
  readonly roster: Roster;
  readonly maps: MapSwitch;
  readonly watching: Watching;
}

/** What the player sees and knows of a room: the server's word played back, and their own side of it predicted. */
export class Picture {
  readonly prediction: Prediction;
  readonly playback: PlaybackClock;
  /** The server's step. */
  readonly stepMs: number;
  readonly #around: Surroundings;
  readonly #remotes = new RemoteViews();
  readonly #spawns = new SpawnWatch();
  readonly #tracker: ShotTracker;
  readonly #events: EventReader;
  readonly #match: MatchWatch;
  /** What happened since the last frame. */
  readonly #happenings: Happening[] = [];
  /** As last drawn: where what happens between frames is seen to happen. */
  #shown: { self: SelfView | undefined; others: readonly BodyView[] } = { self: undefined, others: [] };
  #frame: Frame | undefined;
  #now = performance.now();

  constructor(surroundings: Surroundings) {
    this.#around = surroundings;
    const { room, selfId, roster, maps } = surroundings;
    // Only what may be rewound says when it saw the others.
    const allowRewind = ({ buttons }: InputFrame) => this.prediction.mayRail(buttons);
    const input = room.input<InputFrame>({ type: InputFrame, allowRewind });
    if (input.stepMs === undefined) throw new Error("the server does not say how often it ticks");
    this.stepMs = input.stepMs;
    this.playback = new PlaybackClock(this.stepMs);
    this.#tracker = new ShotTracker(this.stepMs, (owner) => areEnemies(this.#eyes(), roster.memberOf(owner)));
    const around = {
      room,
      input,
      selfId,
      tracker: this.#tracker,
      happenings: this.#happenings,
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
      happenings: this.#happenings,
      nameOf: (id) => roster.get(id)?.name ?? "somebody",
    });
  }

  /** Takes in a patch that has arrived. */
  receive(): void {
    const { room, roster } = this.#around;
    // Whole milliseconds on the wire; the room's clock counts whole ticks.
    const time = Math.round(room.clock.lastServerTime() / this.stepMs) * this.stepMs;
    if (this.playback.receive(time, performance.now())) this.#leap();
    roster.receive(room.state.roster.values());
    const isFresh = this.#match.receive();
    if (isFresh) this.#tracker.clear();
    this.prediction.receive(isFresh);
    this.#remotes.receive(room.state.players.entries(), room.sessionId, time);
    this.#forgetUnseen();
  }

  /** Takes in what happened in a tick. */
  receiveEvents(message: EventsMessage): void {
    const { isHere } = this.#around.maps;
    // Where shots fly can't be said without the map.
    this.#events.read(isHere ? message : { tick: message.tick, deaths: message.deaths ?? [] });
    this.#forgetUnseen();
  }

  /** Somebody shows an emote. */
  receiveEmote(id: number, emote: number): void {
    this.#happenings.push({ type: "emote", id, emote });
  }

  /** Another map is played: nobody is where they were. */
  changeMap(): void {
    this.#remotes.clear();
    this.#tracker.clear();
  }

  /** Moves on to local time `now` in ms. The picture stands still while the map that is played is not here. */
  frame(now: number, input: Input): Frame {
    // Making the pictures held up the page, and with it the patches: that says nothing about the line.
    if (!this.#frame) this.playback.reset();
    this.#now = now;
    this.playback.advance(now);
    if (this.#frame && !this.#around.maps.isHere) return { ...this.#frame, happenings: [] };
    this.prediction.advance(now, input, this.playback.render);
    return (this.#frame = this.#draw(now, input));
  }

  /** Starts anew on a new line, with its own delay. */
  renew(): void {
    this.playback.reset();
    this.prediction.reset();
    this.#tracker.clear();
  }

  /** The server shows another time from now on: the past to who watches, the present to who fights. */
  #leap(): void {
    this.prediction.reset();
    this.#tracker.clear();
    this.#remotes.clear();
    // The SDK's estimate of the server's clock would crawl after it. Its type leaves that out.
    (this.#around.room.clock as { reset?(): void }).reset?.();
  }

  #draw(now: number, input: Input): Frame {
    const { room, selfId, roster, maps, watching } = this.#around;
    const { players, match } = room.state;
    const { prediction, playback } = this;
    const happenings = this.#happenings;
    const beholder = this.#beholder();
    const self = this.#viewSelf(beholder);
    const others = this.#remotes.views(players, beholder, playback.render);
    this.#shown = { self, others };
    const times = { local: now, present: playback.present(now) };
    const shots = this.#tracker.advance(times, others, happenings, (touch) => prediction.shots.mark(touch));
    this.#spawns.look(self ? [self, ...others] : others, selfId, happenings);
    watching.hear(happenings);
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
      happenings: happenings.splice(0),
    };
  }

  #viewSelf(beholder: Beholder): SelfView | undefined {
    const { body: own } = this.prediction;
    const { player } = own;
    if (!player) return undefined;
    const { room, maps } = this.#around;
    const isOver = phaseOf(room.state.match) === "results";
    const respawnIn = isOver ? Infinity : this.#secondsUntil(player.respawnTick);
    return viewSelf({ player, body: own.body, at: { x: own.x, y: own.y }, arena: maps.arena, respawnIn }, beholder);
  }

  #beholder(): Beholder {
    const { room, roster } = this.#around;
    return {
      eyes: this.#eyes(),
      dt: this.stepMs / 1000,
      rosterOf: (id) => roster.get(id),
      flagCarriedBy: (id) => flagCarriedBy(room.state.match, id),
    };
  }

  /** With whose eyes the fight is seen: a spectator's are those of whom they follow. */
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

  /** Nobody looks (a tab in the background draws no frames), or there is nothing to see: only deaths are news later. */
  #forgetUnseen(): void {
    const { isHere } = this.#around.maps;
    if (isHere && performance.now() - this.#now < UNWATCHED_MS) return;
    const deaths = this.#happenings.filter(({ type }) => type === "death").slice(-LATE_NEWS);
    this.#happenings.splice(0, this.#happenings.length, ...deaths);
    this.#tracker.clear();
  }
}
