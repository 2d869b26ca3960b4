import type { Serializer } from "@colyseus/core";

/** The part of a room that is used here. */
interface StatefulRoom<State> {
  state: State;
  setSerializer(serializer: Serializer<State>): void;
}

/**
 * Gives a room its state and its serializer. The framework replaces the serializer when it gets a schema, so the
 * serializer is set again after that.
 */
export function openState<State>(room: StatefulRoom<State>, state: State, serializer: Serializer<State>): void {
  const setSerializer = room.setSerializer.bind(room);
  room.setSerializer = () => setSerializer(serializer);
  room.state = state;
}
