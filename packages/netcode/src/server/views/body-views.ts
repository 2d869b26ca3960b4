import { Reflection, type Encoder, type Schema, type StateView } from "@colyseus/schema";

import { namesOf } from "../../core/names-of.ts";
import type { RecordedBody } from "../../core/records/field.ts";
import { copyProperties } from "../../core/records/property-access.ts";
import { createEncoderBeside } from "../backpressure/create-encoder.ts";
import { holdChanges } from "../backpressure/held-changes.ts";
import type { BodySchema, SchemaBody } from "./body-schema.ts";

/** A body of the room, and its copy in the schema. */
export interface MirroredBody<Name extends string, Body> {
  readonly body: Body;
  readonly copy: SchemaBody<Name>;
  /** Session that owns the body: its key in the map of bodies. */
  readonly sessionId: string;
  /** Number of clients with a view that see the body, and number of those that own it. */
  viewers: number;
  owners: number;
}

/**
 * The bodies of a room as a schema, for the clients that can't read records. The room's own bodies are plain objects;
 * those that such a client sees are copied to the schema before each patch. Nothing is copied in a room without such
 * clients.
 */
export class BodyViews<Name extends string, Body extends RecordedBody<Name>> {
  readonly state: Schema;
  readonly ownerView: number;
  readonly #encoder: Encoder;
  readonly #schema: BodySchema<Name>;
  readonly #bodies: () => ReadonlyMap<string, Body>;
  /** The copies by session. */
  readonly #copies: Map<string, SchemaBody<Name>>;
  readonly #mirrored = new Map<string, MirroredBody<Name, Body>>();
  readonly #seen: readonly Name[];
  readonly #owned: readonly Name[];
  #reflection: Uint8Array | undefined;

  /** `common` encodes the rest of the state. `bodies` returns the bodies of the room by session. */
  constructor(schema: BodySchema<Name>, common: Encoder, bodies: () => ReadonlyMap<string, Body>) {
    this.#schema = schema;
    this.#bodies = bodies;
    this.ownerView = schema.ownerView;
    this.state = schema.createState();
    this.#copies = schema.bodiesIn(this.state);
    this.#encoder = createEncoderBeside(this.state, common);
    const sentTo = (audience: string) =>
      namesOf(schema.fields).filter((name) => schema.fields[name].audience === audience);
    this.#seen = sentTo("seen");
    this.#owned = sentTo("owner");
  }

  /** The description of the state by which a client without its types decodes it. */
  get reflection(): Uint8Array {
    return (this.#reflection ??= Reflection.encode(this.#encoder));
  }

  /** Returns the copy of a body for one more viewer. */
  watch(body: Body): MirroredBody<Name, Body> {
    const mirrored = this.#mirrorOf(body);
    mirrored.viewers++;
    copyProperties(this.#seen, body, mirrored.copy);
    return mirrored;
  }

  /** Copies also the fields that only the owner receives. */
  own(mirrored: MirroredBody<Name, Body>): void {
    mirrored.owners++;
    copyProperties(this.#owned, mirrored.body, mirrored.copy);
  }

  /** Updates the copies of all bodies that somebody sees, and removes those of bodies that have left. */
  update(): void {
    const bodies = this.#bodies();
    for (const [sessionId, mirrored] of this.#mirrored) {
      const { body, copy, viewers, owners } = mirrored;
      if (bodies.get(sessionId) !== body) {
        this.#drop(sessionId);
        continue;
      }
      if (viewers > 0) copyProperties(this.#seen, body, copy);
      if (owners > 0) copyProperties(this.#owned, body, copy);
    }
  }

  /** Returns everything that a view shows. */
  encodeAll(view: StateView): Uint8Array {
    return this.#encoder.encodeAllView(view, 0, { offset: 0 });
  }

  /** Returns what has changed in a view since its last patch. */
  encode(view: StateView): Uint8Array {
    return this.#encoder.encodeView(view, 0, { offset: 0 });
  }

  /** Keeps the changes since the last patch for a view that skips the current patch. */
  hold(view: StateView): void {
    holdChanges(view, this.#encoder.root.changes);
  }

  /** Ends a patch, when all views have encoded or kept their changes. */
  discard(): void {
    this.#encoder.discardChanges();
  }

  #mirrorOf(body: Body): MirroredBody<Name, Body> {
    const sessionId = this.#sessionOf(body);
    const known = this.#mirrored.get(sessionId);
    if (known?.body === body) return known;
    if (known) this.#drop(sessionId);
    const mirrored = { body, copy: this.#schema.createBody(body.id), sessionId, viewers: 0, owners: 0 };
    this.#mirrored.set(sessionId, mirrored);
    this.#copies.set(sessionId, mirrored.copy);
    return mirrored;
  }

  #sessionOf(body: Body): string {
    for (const [sessionId, one] of this.#bodies()) if (one === body) return sessionId;
    throw new Error("a client sees a body that is not in the room");
  }

  #drop(sessionId: string): void {
    this.#mirrored.delete(sessionId);
    this.#copies.delete(sessionId);
  }
}
