import { $refId, Encoder, type Schema } from "@colyseus/schema";

/** The framework's numbering of what it encodes; its class is not exported. */
type RootConstructor = new (types: Encoder["context"], firstRefId: number) => Encoder["root"];

/** The framework's counter of the numbers that it gives out. */
interface Numbering {
  nextUniqueId: number;
}

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

/**
 * Encodes a second state for decoders that take its patches and those of another encoder for patches of one state. The
 * parts of both have different numbers, apart from the roots.
 */
export function createEncoderBeside<State extends Schema>(state: State, { root: beside }: Encoder): Encoder<State> {
  const { context, root } = new Encoder(emptyLike(state));
  Object.defineProperty(state, $refId, { value: 0, enumerable: false, writable: true });
  const numbers = beside as unknown as Numbering;
  const own = new (root.constructor as RootConstructor)(context, 0);
  Object.defineProperty(own, "nextUniqueId", {
    get: () => numbers.nextUniqueId,
    set: (next: number) => {
      numbers.nextUniqueId = next;
    },
  });
  return new Encoder(state, own);
}

/** Creates another, empty state of the same type. */
export const emptyLike = <State extends Schema>(state: State): State => new (state.constructor as new () => State)();
