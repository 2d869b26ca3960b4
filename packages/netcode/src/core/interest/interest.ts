import type { AreaOfInterest, Bounds, Size } from "./area-of-interest.ts";
import { ObserverIndex } from "./observer-index.ts";
import { Observer, type Viewpoint } from "./observer.ts";
import { screenCentre } from "./screen-centre.ts";
import { SpatialGrid, type Placed } from "./spatial-grid.ts";
import type { View } from "./view.ts";

/** Ticks between two full updates of an observer. In this time a body must not move farther than the area's margin. */
const FULL_UPDATE_INTERVAL_TICKS = 3;

/** Number of grid cells along a screen. */
const CELLS_PER_SCREEN = 4;

interface Session {
  readonly sessionId: string;
}

interface InterestBody extends Placed {
  readonly id: number;
}

/** The decisions of a game about which client receives which body. */
export interface InterestPolicy<Client, Body> {
  /** Returns where an observer looks from. By default its screen is centred on its own body, see `screenCentre`. */
  readonly viewpointOf?: (observer: Observer<Client, Body>) => Viewpoint<Body>;
  /** Returns how often a body has moved discontinuously, for example by a spawn or a teleport. The default is never. */
  readonly jumpsOf?: (body: Body) => number;
  /** Whether a body is in the world. A body that has not spawned yet is not. The default is always. */
  readonly isPlaced?: (body: Body) => boolean;
  /** Whether a body is invisible to `eyes`, at any distance. By default no body hides. */
  readonly hides?: (body: Body, eyes: Body | undefined) => boolean;
  /**
   * Calls `visit` for bodies within `reach` of a place that hide now or hid in the previous tick. It may visit other
   * bodies too.
   */
  readonly visitHiding?: (place: Placed, reach: Placed, visit: (body: Body) => void) => void;
}

export interface InterestOptions<Client, Body> {
  /** Size of the world. */
  readonly world: Size;
  readonly area: AreaOfInterest;
  /** Creates the view through which a client receives its bodies. */
  readonly viewFor: (client: Client) => View<Body>;
  readonly policy?: InterestPolicy<Client, Body>;
}

/**
 * Decides which bodies each client receives: those around its screen that do not hide from it. This saves bandwidth,
 * and a cheat can't draw what was never sent.
 */
export class Interest<Client extends Session, Body extends InterestBody> {
  readonly #options: InterestOptions<Client, Body>;
  readonly #policy: InterestPolicy<Client, Body>;
  readonly #observers = new Map<string, Observer<Client, Body>>();
  readonly #index: ObserverIndex<Client, Body>;
  #world: Size;
  #bodies: SpatialGrid<Body>;
  /** Each body's number of jumps at the last tick, and the bodies that have jumped since the tick before it. */
  readonly #jumps = new WeakMap<Body, number>();
  readonly #jumped = new Set<Body>();
  #isNewWorld = false;
  #added = 0;

  constructor(options: InterestOptions<Client, Body>) {
    const { world, area, policy = {} } = options;
    this.#options = options;
    this.#policy = policy;
    this.#world = world;
    this.#bodies = this.#createGrid(world);
    this.#index = new ObserverIndex(world, area);
  }

  /**
   * Starts sending a client what is in its area, from the next tick on. Call it also for a client on a new
   * connection, which needs everything again. `body` is its own body; a spectator has none. `centre` is where it
   * looks until then.
   */
  observe(client: Client, body?: Body, centre: Placed = this.#middle): void {
    this.unobserve(client.sessionId);
    const phase = this.#added++ % FULL_UPDATE_INTERVAL_TICKS;
    const observer = new Observer(client, this.#options.viewFor(client), centre, phase);
    this.#observers.set(client.sessionId, observer);
    if (body) observer.own(body);
  }

  unobserve(sessionId: string): void {
    this.#observers.get(sessionId)?.dispose();
    this.#observers.delete(sessionId);
  }

  observerOf(sessionId: string): Observer<Client, Body> | undefined {
    return this.#observers.get(sessionId);
  }

  ownerOf(body: Body): Observer<Client, Body> | undefined {
    for (const observer of this.#observers.values()) if (observer.body === body) return observer;
    return undefined;
  }

  /** Removes a body that is about to leave the world. Its owner becomes a spectator. */
  forget(body: Body): void {
    for (const observer of this.#observers.values()) observer.forget(body);
  }

  /** Shrinks a client's area of interest to `share` of normal until it reconnects or this is called again. */
  limitReach(sessionId: string, share: number): void {
    const observer = this.#observers.get(sessionId);
    if (observer) observer.reach = share;
  }

  /** Replaces the world. From the next tick on the bodies are in the new world. */
  enter(world: Size): void {
    this.#world = world;
    this.#bodies = this.#createGrid(world);
    this.#index.enter(world);
    this.#isNewWorld = true;
  }

  /**
   * Updates what each client receives, after a tick. A third of the observers get a full update. Urgent changes are
   * applied for all: clients that saw a body jump away must not see where it went, and a body that hides must
   * disappear in the same tick.
   */
  refresh(tick: number, bodies: Iterable<Body>): void {
    this.#place(bodies);
    for (const observer of this.#observers.values()) {
      const before = observer.viewpoint.target;
      const { target } = (observer.viewpoint = this.#viewpointOf(observer));
      const hasJumped = target !== before || (target !== undefined && this.#jumped.has(target));
      const isDue = (tick + observer.phase) % FULL_UPDATE_INTERVAL_TICKS === 0;
      if (isDue || hasJumped || this.#isNewWorld) this.#updateFully(observer);
      else this.#updatePartially(observer);
    }
    this.#isNewWorld = false;
    this.#index.update(this.#observers.values());
  }

  /**
   * Returns the clients that can see part of a rectangle, and the owners of the bodies with the given ids. An owner
   * receives the effects of its body even while it looks elsewhere.
   */
  seeing(bounds: Bounds, ...concerned: readonly number[]): readonly Client[] {
    return this.#index.seeing(bounds, concerned);
  }

  /** Whether a client receives a body. */
  isShown({ sessionId }: Client, body: Body): boolean {
    return this.#observers.get(sessionId)?.seen.has(body) === true;
  }

  get #middle(): Placed {
    return { x: this.#world.width / 2, y: this.#world.height / 2 };
  }

  #createGrid({ width, height }: Size): SpatialGrid<Body> {
    return new SpatialGrid(width, height, this.#options.area.screen.width / CELLS_PER_SCREEN);
  }

  #place(bodies: Iterable<Body>): void {
    const { jumpsOf, isPlaced } = this.#policy;
    this.#jumped.clear();
    this.#bodies.clear();
    for (const body of bodies) {
      if (isPlaced && !isPlaced(body)) continue;
      this.#bodies.insert(body);
      if (!jumpsOf) continue;
      const jumps = jumpsOf(body);
      if (this.#jumps.get(body) !== jumps) this.#jumped.add(body);
      this.#jumps.set(body, jumps);
    }
  }

  #viewpointOf(observer: Observer<Client, Body>): Viewpoint<Body> {
    if (this.#policy.viewpointOf) return this.#policy.viewpointOf(observer);
    const { body, reach } = observer;
    const centre = screenCentre(body ?? observer.viewpoint.centre, this.#world, this.#options.area.screen);
    return { centre, target: body, sightOwner: body, reach };
  }

  /** Shows all bodies that came into view, and hides those that left it. */
  #updateFully(observer: Observer<Client, Body>): void {
    const { seen, viewpoint } = observer;
    const { area } = this.#options;
    for (const body of seen) {
      if (!area.includes(viewpoint, body, true) || this.#hides(body, viewpoint.sightOwner)) observer.hide(body);
    }
    this.#bodies.queryAround(viewpoint.centre, area.half, (body) => {
      // The cheapest check comes first.
      if (!area.includes(viewpoint, body, false) || seen.has(body) || this.#hides(body, viewpoint.sightOwner)) return;
      observer.show(body);
    });
  }

  /** Applies only the changes that can't wait for the next full update. */
  #updatePartially(observer: Observer<Client, Body>): void {
    const judge = (body: Body): void => this.#judge(observer, body);
    for (const body of this.#jumped) judge(body);
    this.#policy.visitHiding?.(observer.viewpoint.centre, this.#options.area.farthest, judge);
  }

  #judge(observer: Observer<Client, Body>, body: Body): void {
    const { viewpoint, seen } = observer;
    const isShown = seen.has(body);
    const canSee = this.#options.area.includes(viewpoint, body, isShown) && !this.#hides(body, viewpoint.sightOwner);
    if (canSee === isShown) return;
    if (canSee) observer.show(body);
    else observer.hide(body);
  }

  #hides(body: Body, eyes: Body | undefined): boolean {
    return this.#policy.hides?.(body, eyes) ?? false;
  }
}
