import type { Schema } from "@colyseus/schema";

/** The SDK's decoder of a schema, with the private members that are used here. */
interface SchemaDecoder {
  readonly state: Schema;
  /** Forgets all objects except the root. */
  setState(state: Schema): void;
}

/** The part of the SDK's serializers, and of a `RecordDecoder`, that is used here. */
interface StateSerializer {
  readonly decoder: unknown;
  setState(bytes: Uint8Array, at?: { offset: number }): void;
}

/**
 * Makes a serializer decode the next full state as that of a room it has never seen. Objects of two rooms have the same
 * ids, so the decoder would take the new ones for the old ones. Until that state arrives, the old state stays.
 */
export function forgetState(serializer: StateSerializer): void {
  const own = Object.getOwnPropertyDescriptor(serializer, "setState");
  const setState = serializer.setState.bind(serializer);
  serializer.setState = (bytes, at) => {
    if (own) Object.defineProperty(serializer, "setState", own);
    else Reflect.deleteProperty(serializer, "setState");
    const decoder = serializer.decoder as SchemaDecoder;
    clear(decoder.state);
    decoder.setState(decoder.state);
    setState(bytes, at);
  };
}

/** Puts fresh values into all fields of a state. The state itself stays, because others hold it. */
function clear(state: Schema): void {
  const Type = state.constructor as new () => Schema;
  const fresh = new Type() as unknown as Record<string, unknown>;
  for (const name of fieldsOf(Type)) (state as unknown as Record<string, unknown>)[name] = fresh[name];
}

/** Lists the names of a schema's fields. */
function fieldsOf(type: new () => Schema): string[] {
  const metadata = (type as unknown as { readonly [Symbol.metadata]: Readonly<Record<string, { name?: string }>> })[
    Symbol.metadata
  ];
  return Object.values(metadata).flatMap(({ name }) => name ?? []);
}
