/** The part of an SDK's room that is used here. */
interface JoinedRoom<State> {
  /** Names the way in which the server sends its state. */
  readonly serializerId: string;
  serializer: { getState(): State };
}

/**
 * Makes a room that was joined just now decode snapshot records, if its server sends those, and returns it. `id` names them, as in
 * the server's `RecordSource`. Call it before the first state arrives, in the same turn. Join with the type of the state: without
 * it the SDK asks the server what the state is made of, which records don't say.
 */
export function followRecords<State, Room extends JoinedRoom<State>>(
  room: Room,
  id: string,
  createDecoder: () => Room["serializer"],
): Room {
  if (room.serializerId === id) room.serializer = createDecoder();
  return room;
}
