/** The part of the SDK's room that is used here. */
interface JoinedRoom<State> {
  /** Name of the server's state encoding. */
  readonly serializerId: string;
  serializer: { getState(): State };
}

/**
 * Makes a newly joined room decode snapshot records, if its server sends them, and returns the room. `id` is the
 * encoding's name, as in the server's `RecordSource`. Call it before the first state arrives, in the same turn of the
 * event loop. Join with the type of the state: without it the SDK asks the server for the state's reflection, which
 * records don't carry.
 */
export function followRecords<State, Room extends JoinedRoom<State>>(
  room: Room,
  id: string,
  createDecoder: () => Room["serializer"],
): Room {
  if (room.serializerId === id) room.serializer = createDecoder();
  return room;
}
