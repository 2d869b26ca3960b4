import type { Client } from "@colyseus/core";
import { $changes, $refId, StateView, type Encoder, type Schema } from "@colyseus/schema";
import type { View } from "@fray/netcode/core";
import { OWNER_VIEW, type Player } from "@fray/shared-state/schema/player";

/** A part of a state as the framework keeps track of it. */
type ChangeTree = Parameters<StateView["markVisible"]>[0];

/** The framework numbers a view when the first thing is added to it, and marks nothing for a view without a number. */
interface Numbered {
  _bindRoot(root: Encoder["root"]): void;
}

/** Lets the framework send a client what it can see of the state's bodies: any client can read that. */
export class SchemaView implements View<Player> {
  readonly #view = new StateView();

  /** `state` is what is sent through it. */
  constructor(client: Client, state: Schema) {
    const { [$changes]: tree } = state as unknown as { readonly [$changes]: ChangeTree & { root: Encoder["root"] } };
    (this.#view as unknown as Numbered)._bindRoot(tree.root);
    // A full state then names the list of bodies even when it is empty: who had others before forgets them.
    this.#view.markVisible(tree);
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
