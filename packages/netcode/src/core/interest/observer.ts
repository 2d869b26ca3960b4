import type { Viewed } from "./area-of-interest.ts";
import type { Placed } from "./spatial-grid.ts";
import type { View } from "./view.ts";

/** The position from which an observer looks at the world. */
export interface Viewpoint<Body> extends Viewed {
  /** The body that the camera follows; undefined for a free camera. */
  readonly target: Body | undefined;
  /** The body whose view decides which bodies are hidden; undefined for a spectator. */
  readonly sightOwner: Body | undefined;
}

/** A client, its viewpoint, and the bodies that it receives. */
export class Observer<Client, Body> {
  readonly client: Client;
  /** Distributes the full updates of many observers over the update interval. */
  readonly phase: number;
  readonly seen = new Set<Body>();
  viewpoint: Viewpoint<Body>;
  /** Share of the area of interest that the client receives. */
  reach = 1;
  #body: Body | undefined;
  readonly #view: View<Body>;

  constructor(client: Client, view: View<Body>, centre: Placed, phase: number) {
    this.client = client;
    this.#view = view;
    this.phase = phase;
    this.viewpoint = { centre, target: undefined, sightOwner: undefined, reach: this.reach };
  }

  /** Position that the observer looks at. */
  get x(): number {
    return this.viewpoint.centre.x;
  }

  get y(): number {
    return this.viewpoint.centre.y;
  }

  /** The client's own body; undefined for a spectator. */
  get body(): Body | undefined {
    return this.#body;
  }

  /** Assigns the client's own body. The client then receives the owner's fields. */
  own(body: Body): void {
    this.#body = body;
    this.seen.add(body);
    this.#view.own(body);
  }

  show(body: Body): void {
    if (this.seen.has(body)) return;
    this.seen.add(body);
    this.#view.add(body);
  }

  hide(body: Body): void {
    if (body !== this.#body && this.seen.delete(body)) this.#view.remove(body);
  }

  /** Removes a body that is about to leave the world. */
  forget(body: Body): void {
    if (this.seen.delete(body)) this.#view.forget(body);
    if (this.#body === body) this.#body = undefined;
  }

  dispose(): void {
    this.#view.dispose();
  }
}
