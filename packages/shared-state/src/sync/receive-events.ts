import { EVENTS, type EventsMessage } from "../protocol/events.ts";
import { ArenaDecoder } from "./arena-decoder.ts";

/** The part of an SDK's room that is used here. */
interface JoinedRoom {
  readonly serializer: unknown;
  onStateChange(listener: () => void): unknown;
  onMessage(type: string, listener: (message: EventsMessage) => void): unknown;
}

/**
 * Calls the listener with the events in a room that `followState` was given, each time right after the patch of that
 * tick.
 */
export function receiveEvents(room: JoinedRoom, listener: (message: EventsMessage) => void): void {
  const { serializer } = room;
  if (serializer instanceof ArenaDecoder) room.onStateChange(() => serializer.events.forEach(listener));
  else room.onMessage(EVENTS, listener);
}
