import { ClientState, ProtocolModifier, SchemaSerializer, type Client, type Serializer } from "@colyseus/core";
import type { Schema } from "@colyseus/schema";

import { createEncoder, emptyLike } from "./create-encoder.ts";
import { holdChanges } from "./held-changes.ts";
import type { IsDue } from "./pace.ts";

/** Protocol code, server time, input acknowledged; without the modifier only the code. */
const TIMED_HEAD_BYTES = 9;
const ACKNOWLEDGED_AT = 5;
/**
 * Switches the decoder back to the root of the state. A patch begins there; in the middle of a frame the switch must
 * be written.
 */
const SWITCH_TO_ROOT = Uint8Array.of(255, 0);

/** What the serializer needs to know of the room. */
export interface PacedSource {
  /** Whether a client receives the current patch. */
  readonly isDue: IsDue;
  /** Returns the number of a client's inputs that were taken. Left out in a room without inputs. */
  readonly acknowledged?: ((sessionId: string) => number) | undefined;
  /** Whether a client's body stands where a provisional step has put it. Never when left out. */
  readonly isProvisional?: ((sessionId: string) => boolean) | undefined;
  /** First reference number of the state's parts; see `createEncoder`. */
  readonly firstRefId?: number;
}

type Timing = Parameters<Serializer<Schema>["applyPatches"]>[2];

/**
 * The framework's serializer, extended so that single clients can skip a patch. The framework drops a delta after it
 * was sent. So this class keeps what a skipped client misses: shared changes as encoded bytes in order, and for its
 * own view the set of changed fields. The next patch of the client carries both in one frame, which every decoder can
 * read.
 */
export class PacedSerializer<State extends Schema> extends SchemaSerializer<State> {
  readonly #source: PacedSource;
  readonly #firstRefId: number;
  /** Shared patches that each skipped client has missed, oldest first. Empty if it has missed only its own part. */
  readonly #missed = new WeakMap<Client, Uint8Array[]>();
  /** The input that the last frame of each client has acknowledged. */
  readonly #acknowledged = new WeakMap<Client, number>();

  constructor(source: PacedSource) {
    super();
    this.#source = source;
    this.#firstRefId = source.firstRefId ?? 0;
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
    const isHeld = (client: Client) => client.state === ClientState.JOINED && !this.#source.isDue(client);
    const held = clients.filter(isHeld);
    const { hasChanges } = this.encoder;
    if (held.length > 0 && hasChanges) this.#keepFor(held);
    const due = clients.filter((client) => !held.includes(client));
    for (const client of due) this.#acknowledge(client);
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
      const missed = this.#missed.get(client) ?? [];
      if (common.length > 0) missed.push(common);
      this.#missed.set(client, missed);
    }
  }

  /**
   * Decides which input the next frame acknowledges. The client takes the body of a frame with a new acknowledgement
   * for the result of that input. If the frame with the result was skipped and the body is provisional now, it is not.
   * Then the frame repeats the acknowledgement of the one before.
   */
  #acknowledge(client: Client): void {
    const { acknowledged, isProvisional } = this.#source;
    const repeats = this.#missed.has(client) && this.#acknowledged.has(client) && isProvisional?.(client.sessionId);
    if (!repeats) this.#acknowledged.set(client, acknowledged?.(client.sessionId) ?? 0);
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
      client.raw(withMissed(frame, missed, this.#source.acknowledged && this.#acknowledged.get(client)));
    };
    return Object.create(client, { raw: { value: raw } });
  }
}

/** Puts missed patches in front of a frame's own, and another acknowledgement into its head. */
function withMissed(frame: Uint8Array, missed: readonly Uint8Array[], acknowledged: number | undefined): Uint8Array {
  const isTimed = ((frame[0] ?? 0) & ProtocolModifier.TIMED) !== 0;
  const headBytes = isTimed ? TIMED_HEAD_BYTES : 1;
  const parts = missed.flatMap((patch) => [patch, SWITCH_TO_ROOT]);
  const whole = Buffer.concat([frame.subarray(0, headBytes), ...parts, frame.subarray(headBytes)]);
  if (isTimed && acknowledged !== undefined) whole.writeUInt32LE(acknowledged, ACKNOWLEDGED_AT);
  return whole;
}
