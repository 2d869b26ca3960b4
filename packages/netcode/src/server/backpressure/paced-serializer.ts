import { ClientState, ProtocolModifier, SchemaSerializer, type Client, type Serializer } from "@colyseus/core";
import type { Schema } from "@colyseus/schema";

import { createEncoder, emptyLike } from "./create-encoder.ts";
import { holdChanges } from "./held-changes.ts";
import type { IsDue } from "./pace.ts";

/** Protocol code, server time, input acknowledged; without the modifier only the code. */
const TIMED_HEAD_BYTES = 9;
/**
 * Switches the decoder back to the root of the state. A patch begins there; in the middle of a frame the switch must
 * be written.
 */
const SWITCH_TO_ROOT = Uint8Array.of(255, 0);

type Timing = Parameters<Serializer<Schema>["applyPatches"]>[2];

/**
 * The framework's serializer, extended so that single clients can skip a patch. The framework drops a delta after it
 * was sent. So this class keeps what a skipped client misses: shared changes as encoded bytes in order, and for its
 * own view the set of changed fields. The next patch of the client carries both in one frame, which every decoder can
 * read.
 */
export class PacedSerializer<State extends Schema> extends SchemaSerializer<State> {
  readonly #isDue: IsDue;
  readonly #firstRefId: number;
  /** Shared patches that each skipped client has missed, oldest first. */
  readonly #missed = new WeakMap<Client, Uint8Array[]>();

  /** `firstRefId` is the first reference number of the state's parts; see `createEncoder`. */
  constructor(isDue: IsDue, firstRefId = 0) {
    super();
    this.#isDue = isDue;
    this.#firstRefId = firstRefId;
  }

  override reset(state: State): void {
    if (this.#firstRefId === 0) {
      super.reset(state);
      return;
    }
    super.reset(emptyLike(state));
    this.encoder = createEncoder(state, this.#firstRefId);
  }

  override getFullState(client?: Client, timing?: Timing): Uint8Array {
    if (client) this.#missed.delete(client);
    return super.getFullState(client, timing);
  }

  override applyPatches(clients: Client[], state: State, timing?: Timing): boolean {
    const isHeld = (client: Client) => client.state === ClientState.JOINED && !this.#isDue(client);
    const held = clients.filter(isHeld);
    const { hasChanges } = this.encoder;
    if (held.length > 0 && hasChanges) this.#keepFor(held);
    const due = clients.filter((client) => !held.includes(client));
    const needsCare = (client: Client) => this.#missed.has(client) || (!hasChanges && client.view?.changes.size);
    return super.applyPatches(
      due.map((client) => (needsCare(client) ? this.#inOneFrame(client) : client)),
      state,
      timing,
    );
  }

  #keepFor(clients: readonly Client[]): void {
    const common = this.encoder.encode().slice();
    for (const client of clients) {
      if (client.view) holdChanges(client.view, this.encoder.root.changes);
      if (common.length === 0) continue;
      const missed = this.#missed.get(client);
      if (missed) missed.push(common);
      else this.#missed.set(client, [common]);
    }
  }

  /**
   * Wraps a client so that its patch also carries what it has missed. It accepts one frame only, because the
   * framework sends a second, empty one to a client whose view grows while the state does not change.
   */
  #inOneFrame(client: Client): Client {
    const missed = this.#missed.get(client) ?? [];
    let isSent = false;
    const raw = (frame: Uint8Array): void => {
      if (isSent) return;
      isSent = true;
      this.#missed.delete(client);
      client.raw(withMissed(frame, missed));
    };
    return Object.create(client, { raw: { value: raw } });
  }
}

function withMissed(frame: Uint8Array, missed: readonly Uint8Array[]): Uint8Array {
  const headBytes = ((frame[0] ?? 0) & ProtocolModifier.TIMED) === 0 ? 1 : TIMED_HEAD_BYTES;
  const parts = missed.flatMap((patch) => [patch, SWITCH_TO_ROOT]);
  return Buffer.concat([frame.subarray(0, headBytes), ...parts, frame.subarray(headBytes)]);
}
