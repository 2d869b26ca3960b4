import type { Client } from "@colyseus/core";
import { Interest, type Bounds, type Observer, type View, type Viewpoint } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import { SCREEN_U, screenCentre } from "@fray/shared-state/protocol/screen";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Player } from "@fray/shared-state/schema/player";
import type { World } from "@fray/shared-state/simulation/world";

import { AREA } from "./area.ts";
import { Bodies } from "./bodies.ts";
import type { Camera } from "./camera.ts";
import { Concealment } from "./concealment.ts";

/** Teleporters that a body can have gone through before the number of its lives counts: they are counted modulo this. */
const TELEPORTS = 256;

/**
 * Decides what each client is sent of an arena: the netcode's interest, with what is our game's own. Bodies hide in bushes, the dead
 * see their killer, and spectators have a camera.
 */
export class ArenaInterest {
  readonly #state: ArenaState;
  readonly #interest: Interest<Client, Player>;
  readonly #cameras = new Map<string, Camera>();
  readonly #bodies = new Bodies();
  readonly #concealment: Concealment;
  #map: Arena;

  /** `viewFor` makes what a client is sent its bodies through. */
  constructor(state: ArenaState, map: Arena, viewFor: (client: Client) => View<Player>) {
    this.#state = state;
    this.#map = map;
    const concealment = (this.#concealment = new Concealment(map));
    this.#interest = new Interest({
      world: map,
      area: AREA,
      viewFor,
      policy: {
        viewpointOf: (observer) => this.#viewpointOf(observer),
        // Bodies that have just spawned or gone through a teleporter did not get there on foot.
        jumpsOf: ({ lives, teleports }) => lives * TELEPORTS + teleports,
        isPlaced: ({ lives }) => lives > 0,
        hides: (body, eyes) => concealment.hides(body, eyes),
        visitHiding: (place, reach, visit) => concealment.queryAround(place, reach, visit),
      },
    });
  }

  /**
   * Starts to send `client` what `body` can see or, without one, what a spectator does, from the next tick on. Also for a client
   * that is back on a new connection: it is sent everything again, with its camera where it was.
   */
  watch(client: Client, body?: Player): void {
    const { sessionId } = client;
    const camera = this.#cameras.get(sessionId) ?? this.#newCamera();
    this.#cameras.set(sessionId, camera);
    this.#interest.observe(client, body, camera);
  }

  unwatch(sessionId: string): void {
    this.#interest.unobserve(sessionId);
    this.#cameras.delete(sessionId);
  }

  /** A spectator's client has a body from now on. */
  embody(sessionId: string, body: Player): void {
    this.#interest.observerOf(sessionId)?.own(body);
  }

  /** Forgets a body that has left the arena. Its owner is a spectator from now on. */
  forget(body: Player): void {
    this.#bodies.forget(body);
    this.#concealment.forget(body);
    const owner = this.#interest.ownerOf(body);
    const camera = owner && this.#cameras.get(owner.client.sessionId);
    if (camera) camera.followed = undefined;
    this.#interest.forget(body);
  }

  /** See `Interest.limitReach`. */
  limitReach(sessionId: string, share: number): void {
    this.#interest.limitReach(sessionId, share);
  }

  /** A spectator follows the body with that id, another when there is none; with 0 it lets go and stays where it is. */
  follow(sessionId: string, id: number): void {
    const camera = this.#cameras.get(sessionId);
    if (!camera) return;
    camera.followed = id;
    if (id === 0) Object.assign(camera, this.#interest.observerOf(sessionId)?.viewpoint.centre);
  }

  /** What a spectator looks at. */
  cameraOf(sessionId: string): Readonly<Camera> | undefined {
    return this.#cameras.get(sessionId);
  }

  /** Goes on looking at what a spectator has looked at elsewhere. */
  placeCamera(sessionId: string, camera: Readonly<Camera>): void {
    Object.assign(this.#cameras.get(sessionId) ?? {}, camera);
  }

  /** Moves a spectator's free camera to a place in u; outside the map, to the nearest inside. */
  aimCamera(sessionId: string, x: number, y: number): void {
    const camera = this.#cameras.get(sessionId);
    if (!camera) return;
    camera.x = Math.min(this.#map.width, Math.max(0, x));
    camera.y = Math.min(this.#map.height, Math.max(0, y));
  }

  /** Updates what each client is sent after a tick of `world`; see `Interest.refresh`. */
  refresh(world: Pick<World, "tick" | "dt" | "arena" | "events">): void {
    const { players } = this.#state;
    if (world.arena !== this.#map) {
      this.#map = world.arena;
      this.#interest.enter(world.arena);
      this.#concealment.enter(world.arena);
    }
    this.#bodies.update(players.values(), world.events);
    this.#concealment.update(players.values(), world);
    this.#interest.refresh(world.tick, players.values());
  }

  /** Clients that can see some of a rectangle, and the owners of the bodies that are concerned; see `Interest.seeing`. */
  seeing(bounds: Bounds, ...concerned: readonly number[]): readonly Client[] {
    return this.#interest.seeing(bounds, ...concerned);
  }

  /** Whether a client is sent the body with that id. */
  isShown(client: Client, id: number): boolean {
    const body = this.#bodies.byId(id);
    return body !== undefined && this.#interest.isShown(client, body);
  }

  #viewpointOf({ body, client, reach }: Observer<Client, Player>): Viewpoint<Player> {
    const camera = this.#cameras.get(client.sessionId) ?? this.#newCamera();
    const subject = body ? this.#subjectOf(body, body) : this.#watchedBy(camera);
    const { x, y } = subject ?? camera;
    // A client with a smaller area looks from closer to the edge of the map than a whole screen would be.
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
