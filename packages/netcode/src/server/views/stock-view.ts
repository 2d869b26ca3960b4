import { $changes, $refId, StateView, type Encoder } from "@colyseus/schema";

import type { ByteWriter } from "../../core/bytes/byte-writer.ts";
import type { View } from "../../core/interest/view.ts";
import type { RecordedBody } from "../../core/records/field.ts";
import type { ClientFrames } from "../records/client-frames.ts";
import type { BodyViews, MirroredBody } from "./body-views.ts";

/** A part of a state, as the framework tracks it. */
type ChangeTree = Parameters<StateView["markVisible"]>[0];

/**
 * The framework gives a view its number when the first object is added, and marks nothing for a view without a
 * number.
 */
interface Numbered {
  _bindRoot(root: Encoder["root"]): void;
}

/**
 * Switches the decoder back to the root of the state. A patch begins there; in the middle of a frame the switch must
 * be written.
 */
const SWITCH_TO_ROOT = Uint8Array.of(255, 0);

/**
 * The bodies that one client receives as patches of a schema, through a state view of the framework. Every Colyseus
 * client can read that.
 */
export class StockView<Name extends string, Body extends RecordedBody<Name>> implements View<Body>, ClientFrames {
  sent = 0;
  acknowledged = 0;
  readonly #bodies: BodyViews<Name, Body>;
  readonly #onDispose: () => void;
  readonly #view = new StateView();
  readonly #shown = new Map<Body, MirroredBody<Name, Body>>();
  #own: Body | undefined;
  #isWhole = false;

  constructor(bodies: BodyViews<Name, Body>, onDispose: () => void) {
    this.#bodies = bodies;
    this.#onDispose = onDispose;
    const { [$changes]: tree } = bodies.state as unknown as {
      readonly [$changes]: ChangeTree & { root: Encoder["root"] };
    };
    (this.#view as unknown as Numbered)._bindRoot(tree.root);
    // Makes a full state name the map of bodies even when it is empty, so that a client with older bodies removes them.
    this.#view.markVisible(tree);
  }

  add(body: Body): void {
    if (!this.#shown.has(body)) this.#view.add(this.#watch(body).copy);
  }

  own(body: Body): void {
    const mirrored = this.#watch(body);
    this.#own = body;
    this.#bodies.own(mirrored);
    this.#view.add(mirrored.copy, this.#bodies.ownerView);
  }

  remove(body: Body): void {
    const mirrored = this.#shown.get(body);
    if (!mirrored) return;
    this.#hide(mirrored);
    const { copy } = mirrored;
    this.#view.remove(copy);
    // Pending changes of the body would be sent together with its removal, and show where it is now.
    const number = (copy as { readonly [$refId]?: number })[$refId];
    if (number !== undefined) this.#view.changes.delete(number);
  }

  forget(body: Body): void {
    this.remove(body);
  }

  /** The framework never disposes of a view. */
  dispose(): void {
    this.#onDispose();
    for (const mirrored of this.#shown.values()) this.#hide(mirrored);
    this.#view.dispose();
  }

  reset(): void {
    this.#isWhole = true;
  }

  skip(): void {
    this.#bodies.hold(this.#view);
  }

  write(writer: ByteWriter, common: readonly Uint8Array[], patch: number): void {
    for (const [place, bytes] of common.entries()) {
      if (place > 0) append(writer, SWITCH_TO_ROOT);
      append(writer, bytes);
    }
    append(writer, this.#isWhole ? this.#bodies.encodeAll(this.#view) : this.#bodies.encode(this.#view));
    this.#isWhole = false;
    this.sent = patch;
  }

  #watch(body: Body): MirroredBody<Name, Body> {
    const mirrored = this.#shown.get(body) ?? this.#bodies.watch(body);
    this.#shown.set(body, mirrored);
    return mirrored;
  }

  #hide(mirrored: MirroredBody<Name, Body>): void {
    this.#shown.delete(mirrored.body);
    mirrored.viewers--;
    if (this.#own !== mirrored.body) return;
    this.#own = undefined;
    mirrored.owners--;
  }
}

function append(writer: ByteWriter, bytes: Uint8Array): void {
  writer.reserve(bytes.length);
  writer.copy(bytes);
}
