import type { Arena } from "@fray/shared-state/arena/arena";
import { plainObjectives } from "@fray/shared-state/match/objectives";
import type { EventsMessage } from "@fray/shared-state/protocol/events";
import { SCREEN_U, screenCentre } from "@fray/shared-state/protocol/screen";
import { BODY_RADIUS_U, DASH_SPEED_U_PER_S } from "@fray/shared-state/rules";
import { areEnemies } from "@fray/shared-state/simulation/body";

import type { SeenEvent } from "./seen-event.ts";
import { readEvents } from "./seen-events.ts";
import { ShotWatch } from "./shot-watch.ts";
import type { Gunfire, OwnBody, SeenBody, SeenPickup, SeenRound, SeenShot, View } from "./view.ts";

/** A body that was unseen for longer than this, in s, has no known velocity when it reappears. */
const STALE_S = 0.4;

/** A body in the synced state, or in a headless world. */
export interface ObservedBody extends Omit<SeenBody, "vx" | "vy"> {
  readonly alive: boolean;
  /** How many times the body went through a teleporter. */
  readonly teleports: number;
}

/** The part of the synced state that a player's screen shows. */
export interface ObservedState {
  readonly bodies: Iterable<ObservedBody>;
  readonly pickups: Iterable<SeenPickup>;
  readonly round: SeenRound;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

type Track = { -readonly [Key in keyof SeenBody]: SeenBody[Key] } & { at: number; teleports: number };

const NOTHING_SEEN: Omit<ObservedState, "bodies"> = {
  pickups: [],
  round: { mode: 0, phase: 0, scores: [], scoreLimit: 0, endTick: 0, ...plainObjectives() },
};

/** Turns state and events into the view of one player. */
export class Observer implements View {
  now = 0;
  readonly dt: number;
  latency = 0;
  self: OwnBody | undefined;
  looks = 0;
  lookedAt = 0;
  readonly bodies: SeenBody[] = [];
  pickups: Iterable<SeenPickup> = NOTHING_SEEN.pickups;
  round: SeenRound = NOTHING_SEEN.round;
  secondsLeft: number | undefined;
  events: readonly SeenEvent[] = [];

  readonly arena: Arena;
  readonly #shots: ShotWatch;
  readonly #tracks = new Map<number, Track>();
  /** Teams by id, of all players ever seen. */
  readonly #teams = new Map<number, number>();
  /** Events that the bot has noticed since the last step. */
  #heard: SeenEvent[] = [];

  constructor(arena: Arena, dt: number) {
    this.arena = arena;
    this.#shots = new ShotWatch(arena);
    this.dt = dt;
  }

  get shots(): readonly SeenShot[] {
    return this.#shots.shots;
  }

  get gunfire(): Gunfire | undefined {
    return this.#shots.gunfire;
  }

  /** Advances the own clock by a step. The events received since the last step belong to it. */
  step(): void {
    this.events = this.#heard;
    this.#heard = [];
    this.now += this.dt;
    this.#shots.step(this.now);
  }

  /** Reads the newest state; `stateTime` is its tick in s. */
  look({ bodies, pickups, round }: ObservedState, stateTime: number): void {
    this.looks++;
    this.lookedAt = this.now;
    this.pickups = pickups;
    this.round = round;
    this.secondsLeft = round.endTick === 0 ? undefined : Math.max(0, round.endTick * this.dt - stateTime);
    this.bodies.length = 0;
    const { self } = this;
    if (!self) return;
    const centre = screenCentre(self.x, self.y, this.arena);
    for (const body of bodies) {
      if (body.id === self.id || !body.alive || !onScreen(centre, body)) continue;
      this.#teams.set(body.id, body.team);
      this.bodies.push(this.#track(body, stateTime));
    }
    for (const track of this.#tracks.values()) {
      if (stateTime - track.at > STALE_S) this.#tracks.delete(track.id);
    }
  }

  /** Reads the events of a tick. */
  hear(message: EventsMessage): void {
    const { self, now } = this;
    if (!self) return;
    const centre = screenCentre(self.x, self.y, this.arena);
    const isMate = (id: number): boolean => id !== self.id && !areEnemies(self, { id, team: this.#teams.get(id) ?? 0 });
    const isOnScreen = (place: Place): boolean => onScreen(centre, place);
    this.#shots.hear(message, { self, now, isMate, isOnScreen });
    const isSeen = (id: number): boolean => id === self.id || this.bodies.some((body) => body.id === id);
    this.#heard.push(...readEvents(message, { selfId: self.id, pickups: this.pickups, isSeen, isOnScreen }));
  }

  #track(body: ObservedBody, stateTime: number): Track {
    const { id, team, x, y, health, armour, shielded, overdriven, lives, teleports } = body;
    const seen = { id, team, x, y, health, armour, shielded, overdriven, lives, teleports };
    let track = this.#tracks.get(id);
    const isElsewhere = track?.lives !== lives || track.teleports !== teleports;
    if (!track || isElsewhere || stateTime - track.at > STALE_S) {
      track = { ...seen, vx: 0, vy: 0, at: stateTime };
      this.#tracks.set(id, track);
      return track;
    }
    const elapsed = stateTime - track.at;
    if (elapsed <= 0) return track;
    const vx = clampSpeed((x - track.x) / elapsed);
    const vy = clampSpeed((y - track.y) / elapsed);
    return Object.assign(track, seen, { vx, vy, at: stateTime });
  }
}

function onScreen(centre: Place, place: Place): boolean {
  return (
    Math.abs(place.x - centre.x) <= SCREEN_U.width / 2 + BODY_RADIUS_U &&
    Math.abs(place.y - centre.y) <= SCREEN_U.height / 2 + BODY_RADIUS_U
  );
}

const clampSpeed = (speed: number): number => Math.max(-DASH_SPEED_U_PER_S, Math.min(DASH_SPEED_U_PER_S, speed));
