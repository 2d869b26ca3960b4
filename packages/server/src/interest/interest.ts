import type { Client } from "@colyseus/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import { SCREEN_U, screenCentre } from "@fray/shared-state/protocol/screen";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Player } from "@fray/shared-state/schema/player";
import type { World } from "@fray/shared-state/simulation/world";

import { Bodies } from "./bodies.ts";
import { Concealment } from "./concealment.ts";
import { Onlookers } from "./onlookers.ts";
import { FARTHEST_U, inReach, REACH_U, type Bounds, type Outlook } from "./outlook.ts";
import type { View } from "./view.ts";
import { Watcher, type Camera } from "./watcher.ts";

/** Ticks between looks; a dash crosses 2 u meanwhile, less than the margin. */
const REFRESH_INTERVAL_TICKS = 3;

/**
 * Who is told what. A client receives the bodies around its screen that do not hide from it, and nothing else: it saves
 * bandwidth, and what was never sent can't be drawn by a cheat.
 */
export class Interest {
  readonly #state: ArenaState;
  readonly #viewFor: (client: Client) => View;
  readonly #watchers = new Map<string, Watcher>();
  readonly #bodies: Bodies;
  readonly #concealment: Concealment;
  readonly #onlookers: Onlookers;
  #map: Arena;
  #joined = 0;

  /** `viewFor` makes what a client is sent its bodies through. */
  constructor(state: ArenaState, map: Arena, viewFor: (client: Client) => View) {
    this.#state = state;
    this.#viewFor = viewFor;
    this.#map = map;
    this.#bodies = new Bodies(map);
    this.#concealment = new Concealment(map);
    this.#onlookers = new Onlookers(map);
  }

  /**
   * Starts telling `client` what `body` can see or, without one, what a spectator does, from the next tick on. Also for a
   * client that is back on a new line: it starts afresh, with its camera where it was.
   */
  watch(client: Client, body?: Player): void {
    const camera = this.#watchers.get(client.sessionId)?.camera ?? this.#newCamera();
    this.unwatch(client.sessionId);
    const watcher = new Watcher(client, this.#viewFor(client), camera, this.#joined++ % REFRESH_INTERVAL_TICKS);
    this.#watchers.set(client.sessionId, watcher);
    if (body) watcher.embody(body);
  }

  unwatch(sessionId: string): void {
    this.#watchers.get(sessionId)?.dispose();
    this.#watchers.delete(sessionId);
  }

  /** A spectator's client has a body from now on. */
  embody(sessionId: string, body: Player): void {
    this.#watchers.get(sessionId)?.embody(body);
  }

  /** Forgets a body that has left the arena. Whose it was is a spectator from now on. */
  forget(body: Player): void {
    this.#bodies.forget(body);
    this.#concealment.forget(body);
    for (const watcher of this.#watchers.values()) watcher.forget(body);
  }

  /** Shows a client less far around: a share of the usual reach, until it is back on a new line or told otherwise. */
  limitReach(sessionId: string, share: number): void {
    const watcher = this.#watchers.get(sessionId);
    if (watcher) watcher.reach = share;
  }

  /** A spectator follows the body with that id, another when there is none; with 0 it lets go and stays where it is. */
  follow(sessionId: string, id: number): void {
    const watcher = this.#watchers.get(sessionId);
    if (!watcher) return;
    watcher.camera.followed = id;
    if (id === 0) Object.assign(watcher.camera, watcher.outlook.centre);
  }

  /** What a spectator looks at. */
  cameraOf(sessionId: string): Readonly<Camera> | undefined {
    return this.#watchers.get(sessionId)?.camera;
  }

  /** Goes on looking at what a spectator has looked at elsewhere. */
  placeCamera(sessionId: string, camera: Readonly<Camera>): void {
    Object.assign(this.#watchers.get(sessionId)?.camera ?? {}, camera);
  }

  /** Moves a spectator's free camera to a place in u; outside the map, to the nearest inside. */
  aimCamera(sessionId: string, x: number, y: number): void {
    const camera = this.#watchers.get(sessionId)?.camera;
    if (!camera) return;
    camera.x = Math.min(this.#map.width, Math.max(0, x));
    camera.y = Math.min(this.#map.height, Math.max(0, y));
  }

  /**
   * Updates every view whose turn it is after a tick of `world`, and at once what can't wait: who spawned or was teleported
   * must not be followed there by those who saw it go, and who hides must not be seen to, not even for a tick.
   */
  refresh(world: Pick<World, "tick" | "dt" | "arena" | "events">): void {
    const isNewMap = world.arena !== this.#map;
    if (isNewMap) this.#enter(world.arena);
    this.#bodies.update(this.#state.players.values(), world.events);
    this.#concealment.update(this.#state.players.values(), world);
    for (const watcher of this.#watchers.values()) {
      const before = watcher.outlook.subject;
      const { subject } = (watcher.outlook = this.#outlookOf(watcher));
      const hasJumped = subject !== before || (subject !== undefined && this.#bodies.jumped.has(subject));
      const isDue = (world.tick + watcher.phase) % REFRESH_INTERVAL_TICKS === 0;
      if (isDue || isNewMap || hasJumped) this.#look(watcher);
      else this.#glance(watcher);
    }
    this.#onlookers.update(this.#watchers.values());
  }

  /** Clients who can see some of a rectangle, and those whose bodies are concerned; see `Onlookers`. */
  seeing(bounds: Bounds, ...concerned: readonly number[]): readonly Client[] {
    return this.#onlookers.seeing(bounds, concerned);
  }

  /** Whether a client is shown the body with that id. */
  isShown(client: Client, id: number): boolean {
    const body = this.#bodies.byId(id);
    return body !== undefined && this.#watchers.get(client.sessionId)?.seen.has(body) === true;
  }

  #enter(map: Arena): void {
    this.#map = map;
    this.#bodies.enter(map);
    this.#onlookers.enter(map);
    this.#concealment.enter(map);
  }

  /** Shows and hides whatever has come and gone. */
  #look(watcher: Watcher): void {
    const { seen, outlook } = watcher;
    for (const body of seen) {
      if (!inReach(outlook, body, true) || this.#concealment.hides(body, outlook.eyes)) watcher.hide(body);
    }
    this.#bodies.queryAround(outlook.centre, REACH_U, (body) => {
      // In the order of what it costs to ask.
      if (!inReach(outlook, body, false) || seen.has(body) || this.#concealment.hides(body, outlook.eyes)) return;
      watcher.show(body);
    });
  }

  /** What can't wait for the next look. */
  #glance(watcher: Watcher): void {
    const judge = (body: Player): void => this.#judge(watcher, body);
    for (const body of this.#bodies.jumped) judge(body);
    this.#concealment.queryAround(watcher.outlook.centre, FARTHEST_U, judge);
  }

  #judge(watcher: Watcher, body: Player): void {
    const { outlook, seen } = watcher;
    const isShown = seen.has(body);
    const canSee = inReach(outlook, body, isShown) && !this.#concealment.hides(body, outlook.eyes);
    if (canSee === isShown) return;
    if (canSee) watcher.show(body);
    else watcher.hide(body);
  }

  #outlookOf({ body, camera, reach }: Watcher): Outlook {
    const subject = body ? this.#subjectOf(body, body) : this.#watchedBy(camera);
    const { x, y } = subject ?? camera;
    // Who sees less far around looks from closer to the edge of the map than a whole screen would be.
    const screen = { width: SCREEN_U.width * reach, height: SCREEN_U.height * reach };
    return { centre: screenCentre(x, y, this.#map, screen), subject, eyes: body, reach };
  }

  /**
   * Whom the screen of a body is on: itself or, when it is dead, its killer, if that one lives and does not hide from those
   * eyes. Were a hiding killer's surroundings shown, they would tell where it is.
   */
  #subjectOf(body: Player, eyes: Player | undefined): Player {
    const killer = body.alive ? undefined : this.#bodies.killerOf(body);
    return killer?.alive && !this.#concealment.hides(killer, eyes) ? killer : body;
  }

  /**
   * Whom a spectator's camera is on. A spectator has no eyes of their own, and not those of whom they follow either: nobody
   * in a bush is shown to them. The camera waits where it saw them last.
   */
  #watchedBy(camera: Camera): Player | undefined {
    const followed = this.#followedBy(camera);
    if (!followed) return undefined;
    const subject = this.#subjectOf(followed, undefined);
    if (this.#concealment.hides(subject, undefined)) return undefined;
    camera.x = subject.x;
    camera.y = subject.y;
    return subject;
  }

  /** Whom a spectator follows: the best while nobody was chosen, or who was is not there, yet or any more. */
  #followedBy(camera: Camera): Player | undefined {
    if (camera.followed === 0) return undefined;
    const chosen = this.#bodies.byId(camera.followed ?? 0);
    if (chosen) return chosen;
    const substitute = this.#bodies.byId(camera.substitute) ?? this.#best();
    camera.substitute = substitute?.id ?? 0;
    return substitute;
  }

  #best(): Player | undefined {
    let best: Player | undefined;
    let bestScore = -1;
    for (const [sessionId, player] of this.#state.players) {
      const score = this.#state.roster.get(sessionId)?.score ?? 0;
      if (score <= bestScore || player.lives === 0) continue;
      best = player;
      bestScore = score;
    }
    return best;
  }

  #newCamera(): Camera {
    return { followed: undefined, substitute: 0, x: this.#map.width / 2, y: this.#map.height / 2 };
  }
}
