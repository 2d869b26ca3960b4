import type { Viewed } from "./area-of-interest.ts";
import type { Placed } from "./spatial-grid.ts";
import type { View } from "./view.ts";

/** Where an observer looks at the world from. */
export interface Viewpoint<Body> extends Viewed {
  /** The body that the camera is on; undefined for a free camera. */
  readonly subject: Body | undefined;
  /** The body that looks, from which others may hide; undefined for a spectator. */
  readonly eyes: Body | undefined;
}

/** A client, where it looks at the world from, and which bodies it is sent. */
export class Observer<Client, Body> {
  readonly client: Client;
  /** Spreads the full updates of many observers over the interval between two of them. */
  readonly phase: number;
  readonly seen = new Set<Body>();
  viewpoint: Viewpoint<Body>;
  /** Share of the area of interest that it is sent. */
  reach = 1;
  #body: Body | undefined;
  readonly #view: View<Body>;

  constructor(client: Client, view: View<Body>, centre: Placed, phase: number) {
    this.client = client;
    this.#view = view;
    this.phase = phase;
    this.viewpoint = { centre, subject: undefined, eyes: undefined, reach: this.reach };
  }

  /** Where it looks at. */
  get x(): number {
    return this.viewpoint.centre.x;
  }

  get y(): number {
    return this.viewpoint.centre.y;
  }

  /** Its own body; undefined for a spectator. */
  get body(): Body | undefined {
    return this.#body;
  }

  /** Gives it a body, with the fields that only the owner receives. */
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

  /** Forgets a body that is about to leave the world. */
  forget(body: Body): void {
    if (this.seen.delete(body)) this.#view.forget(body);
    if (this.#body === body) this.#body = undefined;
  }

  dispose(): void {
    this.#view.dispose();
  }
}
