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

/**
 * The count of teleports is part of the discontinuity counter modulo this number; above it comes the count of lives.
 */
const TELEPORTS = 256;

/**
 * Decides what each client receives of an arena. It adds this game's rules to the netcode's interest: bodies hide in
 * bushes, dead players see their killer, and spectators have a camera.
 */
export class ArenaInterest {
  readonly #state: ArenaState;
  readonly #interest: Interest<Client, Player>;
  readonly #cameras = new Map<string, Camera>();
  readonly #bodies = new Bodies();
  readonly #concealment: Concealment;
  #map: Arena;

  /** `viewFor` creates the view through which a client receives bodies. */
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
        // A spawn or a teleport is a discontinuity: the body did not walk there.
        jumpsOf: ({ lives, teleports }) => lives * TELEPORTS + teleports,
        isPlaced: ({ lives }) => lives > 0,
        hides: (body, eyes) => concealment.hides(body, eyes),
        visitHiding: (place, reach, visit) => concealment.queryAround(place, reach, visit),
      },
    });
  }

  /**
   * Starts, with the next tick, to send `client` everything that `body` can see or, if there is no body, everything
   * that a spectator sees. After a reconnect, everything is sent again, and the camera stays where it was.
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

  /** Gives a spectator's client a body. */
  embody(sessionId: string, body: Player): void {
    this.#interest.observerOf(sessionId)?.own(body);
  }

  /** Removes a body that has left the arena. Its owner becomes a spectator. */
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

  /**
   * Makes a spectator's camera follow the body with that id, or another body when it does not exist. With 0 the
   * camera is free and stays where it is.
   */
  follow(sessionId: string, id: number): void {
    const camera = this.#cameras.get(sessionId);
    if (!camera) return;
    camera.followed = id;
    if (id === 0) Object.assign(camera, this.#interest.observerOf(sessionId)?.viewpoint.centre);
  }

  /** Returns the camera of a spectator. */
  cameraOf(sessionId: string): Readonly<Camera> | undefined {
    return this.#cameras.get(sessionId);
  }

  /** Sets the camera of a spectator, for example to the one they had in another state. */
  placeCamera(sessionId: string, camera: Readonly<Camera>): void {
    Object.assign(this.#cameras.get(sessionId) ?? {}, camera);
  }

  /**
   * Moves a spectator's free camera to a position in u. A position outside the map is replaced by the nearest
   * position inside.
   */
  aimCamera(sessionId: string, x: number, y: number): void {
    const camera = this.#cameras.get(sessionId);
    if (!camera) return;
    camera.x = Math.min(this.#map.width, Math.max(0, x));
    camera.y = Math.min(this.#map.height, Math.max(0, y));
  }

  /** Updates what each client receives after a tick of `world`; see `Interest.refresh`. */
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

  /**
   * Returns the clients that can see part of a rectangle, and the owners of the `concerned` bodies; see
   * `Interest.seeing`.
   */
  seeing(bounds: Bounds, ...concerned: readonly number[]): readonly Client[] {
    return this.#interest.seeing(bounds, ...concerned);
  }

  /** Whether a client receives the body with that id. */
  isShown(client: Client, id: number): boolean {
    const body = this.#bodies.byId(id);
    return body !== undefined && this.#interest.isShown(client, body);
  }

  #viewpointOf({ body, client, reach }: Observer<Client, Player>): Viewpoint<Player> {
    const camera = this.#cameras.get(client.sessionId) ?? this.#newCamera();
    const target = body ? this.#targetOf(body, body) : this.#spectatorTarget(camera);
    const { x, y } = target ?? camera;
    // A client with a reduced area of interest may look from a place closer to the map's edge than half a full
    // screen.
    const screen = { width: SCREEN_U.width * reach, height: SCREEN_U.height * reach };
    return { centre: screenCentre(x, y, this.#map, screen), target: target, sightOwner: body, reach };
  }

  /**
   * Returns the camera target of a body: the body itself or, when it is dead, its killer, if that one is alive and
   * visible to the body. The surroundings of a hidden killer would show where it is.
   */
  #targetOf(body: Player, viewer: Player | undefined): Player {
    const killer = body.alive ? undefined : this.#bodies.killerOf(body);
    return killer?.alive && !this.#concealment.hides(killer, viewer) ? killer : body;
  }

  /**
   * Returns the camera target of a spectator. A spectator has no body, and does not see with the eyes of the one they
   * follow, so bodies in bushes are hidden. The camera waits where it last saw the target.
   */
  #spectatorTarget(camera: Camera): Player | undefined {
    const followed = this.#followedBy(camera);
    if (!followed) return undefined;
    const target = this.#targetOf(followed, undefined);
    if (this.#concealment.hides(target, undefined)) return undefined;
    camera.x = target.x;
    camera.y = target.y;
    return target;
  }

  /**
   * Returns the body that a spectator follows: the chosen body, or the body of the best player while no body is
   * chosen or the chosen body is absent.
   */
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
