import type { Schema } from "@colyseus/schema";
import type { Room } from "@colyseus/sdk";

/** What decodes the state of a room that sends snapshot records: a `RecordDecoder`. */
interface StateDecoder<State> {
  getState(): State;
}

/**
 * Joins a room that sends its state as the snapshot records that `id` names. `join` is the SDK's way in, and passes on the type that
 * it is given. Throws what `join` throws, and for a room that sends its state another way.
 */
export async function joinRecords<State extends Schema>(
  join: (type: new () => State) => Promise<Room<unknown, State>>,
  id: string,
  decoder: StateDecoder<State>,
): Promise<Room<unknown, State>> {
  // With a type the SDK does not ask the server what the state is made of, which records don't say.
  const room = await join(decoder.getState().constructor as new () => State);
  if (room.serializerId !== id) {
    void room.leave();
    throw new Error(`the room sends its state as "${room.serializerId}", not as "${id}"`);
  }
  // The SDK's type of it depends on the state's in a way that is open here.
  return Object.assign(room, { serializer: decoder });
}
