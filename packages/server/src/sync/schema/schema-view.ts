import type { Client } from "@colyseus/core";
import { $changes, $refId, StateView, type Encoder, type Schema } from "@colyseus/schema";
import type { View } from "@fray/netcode/core";
import { OWNER_VIEW, type Player } from "@fray/shared-state/schema/player";

/** A part of a state, as the framework tracks it. */
type ChangeTree = Parameters<StateView["markVisible"]>[0];

/**
 * The framework gives a view its number when the first object is added, and marks nothing for a view without a
 * number.
 */
interface Numbered {
  _bindRoot(root: Encoder["root"]): void;
}

/** Sends bodies to a client through the framework's own state views, which every Colyseus client can read. */
export class SchemaView implements View<Player> {
  readonly #view = new StateView();

  /** `state` is the state that is sent through this view. */
  constructor(client: Client, state: Schema) {
    const { [$changes]: tree } = state as unknown as { readonly [$changes]: ChangeTree & { root: Encoder["root"] } };
    (this.#view as unknown as Numbered)._bindRoot(tree.root);
    // Makes a full state name the list of bodies even when it is empty, so that a client with older bodies removes
    // them.
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
    // Pending changes of the body would be sent together with its removal, and show where it is now.
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
