import type { Client } from "@colyseus/core";
import { $refId, StateView } from "@colyseus/schema";
import { OWNER_VIEW, type Player } from "@fray/shared-state/schema/player";

import type { View } from "../../interest/view.ts";

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
    // What was still to be sent of it would go out with the news that it is gone, and say where it is now.
    if (body[$refId] !== undefined) this.#view.changes.delete(body[$refId]);
  }

  forget(body: Player): void {
    this.remove(body);
  }

  /** The framework never disposes of a view. */
  dispose(): void {
    this.#view.dispose();
  }
}
