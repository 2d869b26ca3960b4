import type { AreaOfInterest, Bounds, Size } from "./area-of-interest.ts";
import { ObserverIndex } from "./observer-index.ts";
import { Observer, type Viewpoint } from "./observer.ts";
import { screenCentre } from "./screen-centre.ts";
import { SpatialGrid, type Placed } from "./spatial-grid.ts";
import type { View } from "./view.ts";

/** Ticks between two full updates of an observer. A body may not move farther meanwhile than the area's margin. */
const FULL_UPDATE_INTERVAL_TICKS = 3;

/** Cells of the grid of bodies along a screen. */
const CELLS_PER_SCREEN = 4;

interface Session {
  readonly sessionId: string;
}

interface InterestBody extends Placed {
  readonly id: number;
}

/** What a game decides about who is sent what. */
export interface InterestPolicy<Client, Body> {
  /** Where an observer looks from. When left out, its screen is on its own body, see `screenCentre`. */
  readonly viewpointOf?: (observer: Observer<Client, Body>) => Viewpoint<Body>;
  /** Counts the moves of a body from one place to another all at once, such as spawns and teleports. None when left out. */
  readonly jumpsOf?: (body: Body) => number;
  /** Whether a body is in the world: one that has not spawned yet is nowhere. Always when left out. */
  readonly isPlaced?: (body: Body) => boolean;
  /** Whether a body can't be seen with those eyes, however near it is. Nobody hides when left out. */
  readonly hides?: (body: Body, eyes: Body | undefined) => boolean;
  /** Calls `visit` for bodies up to `reach` off a place each way that hide or did in the tick before. Others may be among them. */
  readonly visitHiding?: (place: Placed, reach: Placed, visit: (body: Body) => void) => void;
}

export interface InterestOptions<Client, Body> {
  /** Size of the world. */
  readonly world: Size;
  readonly area: AreaOfInterest;
  /** Makes what a client is sent its bodies through. */
  readonly viewFor: (client: Client) => View<Body>;
  readonly policy?: InterestPolicy<Client, Body>;
}

/**
 * Decides which bodies each client is sent: those around its screen that do not hide from it. It saves bandwidth, and a cheat
 * can't draw what was never sent.
 */
export class Interest<Client extends Session, Body extends InterestBody> {
  readonly #options: InterestOptions<Client, Body>;
  readonly #policy: InterestPolicy<Client, Body>;
  readonly #observers = new Map<string, Observer<Client, Body>>();
  readonly #index: ObserverIndex<Client, Body>;
  #world: Size;
  #bodies: SpatialGrid<Body>;
  /** How often each body had jumped at the last tick, and the bodies that have jumped since the tick before it. */
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
   * Starts to send a client what is in its area, from the next tick on. Also for a client that is back on a new connection, which
   * has to be sent everything again. `body` is its own; a spectator has none. `centre` is where it looks until then.
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

  /** Forgets a body that is about to leave the world. Its owner is a spectator from now on. */
  forget(body: Body): void {
    for (const observer of this.#observers.values()) observer.forget(body);
  }

  /** Shrinks a client's area of interest to `share` of normal until it reconnects or this is called again. */
  limitReach(sessionId: string, share: number): void {
    const observer = this.#observers.get(sessionId);
    if (observer) observer.reach = share;
  }

  /** From the next tick on the bodies are in another world. */
  enter(world: Size): void {
    this.#world = world;
    this.#bodies = this.#createGrid(world);
    this.#index.enter(world);
    this.#isNewWorld = true;
  }

  /**
   * Updates what each client is sent after a tick: a third of the observers in full. What can't wait is updated for all of them: a
   * body that has jumped must not be followed there by those who saw it go, and one that hides must not be seen to for a tick.
   */
  refresh(tick: number, bodies: Iterable<Body>): void {
    this.#place(bodies);
    for (const observer of this.#observers.values()) {
      const before = observer.viewpoint.subject;
      const { subject } = (observer.viewpoint = this.#viewpointOf(observer));
      const hasJumped = subject !== before || (subject !== undefined && this.#jumped.has(subject));
      const isDue = (tick + observer.phase) % FULL_UPDATE_INTERVAL_TICKS === 0;
      if (isDue || hasJumped || this.#isNewWorld) this.#updateFully(observer);
      else this.#updatePartially(observer);
    }
    this.#isNewWorld = false;
    this.#index.update(this.#observers.values());
  }

  /**
   * Clients that can see some of a rectangle, and those whose own bodies have one of the ids: what a body has set off goes on while
   * its owner looks elsewhere.
   */
  seeing(bounds: Bounds, ...concerned: readonly number[]): readonly Client[] {
    return this.#index.seeing(bounds, concerned);
  }

  /** Whether a client is sent a body. */
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
    return { centre, subject: body, eyes: body, reach };
  }

  /** Shows and hides whatever has come and gone. */
  #updateFully(observer: Observer<Client, Body>): void {
    const { seen, viewpoint } = observer;
    const { area } = this.#options;
    for (const body of seen) {
      if (!area.includes(viewpoint, body, true) || this.#hides(body, viewpoint.eyes)) observer.hide(body);
    }
    this.#bodies.queryAround(viewpoint.centre, area.half, (body) => {
      // In the order of what it costs to ask.
      if (!area.includes(viewpoint, body, false) || seen.has(body) || this.#hides(body, viewpoint.eyes)) return;
      observer.show(body);
    });
  }

  /** Shows and hides what can't wait for the next full update. */
  #updatePartially(observer: Observer<Client, Body>): void {
    const judge = (body: Body): void => this.#judge(observer, body);
    for (const body of this.#jumped) judge(body);
    this.#policy.visitHiding?.(observer.viewpoint.centre, this.#options.area.farthest, judge);
  }

  #judge(observer: Observer<Client, Body>, body: Body): void {
    const { viewpoint, seen } = observer;
    const isShown = seen.has(body);
    const canSee = this.#options.area.includes(viewpoint, body, isShown) && !this.#hides(body, viewpoint.eyes);
    if (canSee === isShown) return;
    if (canSee) observer.show(body);
    else observer.hide(body);
  }

  #hides(body: Body, eyes: Body | undefined): boolean {
    return this.#policy.hides?.(body, eyes) ?? false;
  }
}
