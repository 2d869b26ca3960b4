import type { Client } from "@colyseus/core";
import type { Player } from "@fray/shared-state/schema/player";

import type { Outlook } from "./outlook.ts";
import type { View } from "./view.ts";

/** What a spectator looks at. */
export interface Camera {
  /** Id of whom it follows, 0 when it is free; undefined as long as its owner has not chosen. */
  followed: number | undefined;
  /** Id of whom it follows while the chosen one is not there; 0 for nobody. */
  substitute: number;
  /** Where it is while it is free, or whom it follows can't be seen, in u. */
  x: number;
  y: number;
}

/** A client, and what it is shown. */
export class Watcher {
  readonly client: Client;
  readonly camera: Camera;
  /** Spreads the looks of many watchers over the interval between them. */
  readonly phase: number;
  readonly seen = new Set<Player>();
  outlook: Outlook;
  /** Share of the usual reach. */
  reach = 1;
  /** Its own; undefined for a spectator. */
  #body: Player | undefined;
  readonly #view: View;

  constructor(client: Client, view: View, camera: Camera, phase: number) {
    this.client = client;
    this.#view = view;
    this.camera = camera;
    this.phase = phase;
    this.outlook = { centre: camera, eyes: undefined, subject: undefined, reach: this.reach };
  }

  /** Where it looks, in u. */
  get x(): number {
    return this.outlook.centre.x;
  }

  get y(): number {
    return this.outlook.centre.y;
  }

  get body(): Player | undefined {
    return this.#body;
  }

  /** Gives it a body, with all that only the owner is told. */
  embody(body: Player): void {
    this.#body = body;
    this.seen.add(body);
    this.#view.own(body);
  }

  show(body: Player): void {
    if (this.seen.has(body)) return;
    this.seen.add(body);
    this.#view.add(body);
  }

  hide(body: Player): void {
    if (body !== this.#body && this.seen.delete(body)) this.#view.remove(body);
  }

  /** Forgets a body that is about to leave the arena. */
  forget(body: Player): void {
    if (this.seen.delete(body)) this.#view.forget(body);
    if (this.#body !== body) return;
    this.#body = undefined;
    this.camera.followed = undefined;
  }

  dispose(): void {
    this.#view.dispose();
  }
}
