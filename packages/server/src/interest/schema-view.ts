import type { Client } from "@colyseus/core";
import { StateView } from "@colyseus/schema";
import { OWNER_VIEW, type Player } from "@fray/shared-state/schema/player";

import type { View } from "./view.ts";

/** Lets the framework send a client what it can see of the state's bodies: any client can read that. */
export class SchemaView implements View {
  readonly #view = new StateView();

  constructor(client: Client) {
    client.view = this.#view;
  }

  add(body: Player): void {
    this.#view.add(body);
  }

  own(body: Player): void {
    this.#view.add(body, OWNER_VIEW);
  }

  remove(body: Player): void {
    this.#view.remove(body);
  }

  /** The state it has left says so to all who saw it. */
  forget(): void {}

  /** The framework never disposes of a view. */
  dispose(): void {
    this.#view.dispose();
  }
}
