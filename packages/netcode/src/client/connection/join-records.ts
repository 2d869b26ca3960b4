import type { Schema } from "@colyseus/schema";
import type { Room } from "@colyseus/sdk";

/** The object that decodes the state of a room with snapshot records: a `RecordDecoder`. */
interface StateDecoder<State> {
  getState(): State;
}

/** The join option by which a client says which snapshot records it reads. */
interface ReadsRecords {
  readonly records: string;
}

/**
 * Joins a room that sends its state as the snapshot records that `id` names. `join` calls a join method of the SDK
 * and passes it the given type and, for a room that serves stock clients too, the given join options. Throws what
 * `join` throws. Also throws when the room sends its state in another encoding.
 */
export async function joinRecords<State extends Schema>(
  join: (type: new () => State, options: ReadsRecords) => Promise<Room<unknown, State>>,
  id: string,
  decoder: StateDecoder<State>,
): Promise<Room<unknown, State>> {
  // If the SDK gets a type, it does not ask the server for the state's reflection. Records carry no reflection.
  const room = await join(decoder.getState().constructor as new () => State, { records: id });
  if (room.serializerId !== id) {
    void room.leave();
    throw new Error(`the room sends its state as "${room.serializerId}", not as "${id}"`);
  }
  // The SDK's type of the serializer depends on the state's type, which is generic here.
  return Object.assign(room, { serializer: decoder });
}
