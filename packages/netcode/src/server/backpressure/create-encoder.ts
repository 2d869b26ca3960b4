import { $refId, Encoder, type Schema } from "@colyseus/schema";

/** The framework's numbering of what it encodes; its class is not exported. */
type RootConstructor = new (types: Encoder["context"], firstRefId: number) => Encoder["root"];

/**
 * Encodes a state whose parts are numbered from `firstRefId` on. A client can switch from one state to another of the
 * same type, by a full state, if no part of one has the number of a part of the other.
 */
export function createEncoder<State extends Schema>(state: State, firstRefId = 0): Encoder<State> {
  if (firstRefId === 0) return new Encoder(state);
  const { context, root } = new Encoder(emptyLike(state));
  // Patches begin at the root, which every decoder knows by the number 0.
  Object.defineProperty(state, $refId, { value: 0, enumerable: false, writable: true });
  return new Encoder(state, new (root.constructor as RootConstructor)(context, firstRefId));
}

/** Creates another, empty state of the same type. */
export const emptyLike = <State extends Schema>(state: State): State => new (state.constructor as new () => State)();
