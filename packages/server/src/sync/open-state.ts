import type { Client, Serializer } from "@colyseus/core";
import { ArenaState, createCrowdState } from "@fray/shared-state/schema/arena-state";

import { SchemaView } from "../interest/schema-view.ts";
import type { View } from "../interest/view.ts";
import { RecordSerializer } from "./record-serializer.ts";

/**
 * Places a room may have and still send its bodies through the framework's views, which any client that speaks Colyseus
 * can read. A larger one sends records, which only ours can.
 */
export const MAX_VIEW_PLACES = 64;

/** The part of a room that is used here. */
interface StatefulRoom {
  state: ArenaState;
  readonly inputs: { get(sessionId: string): { readonly consumedCount: number } };
  setSerializer(serializer: Serializer<ArenaState>): void;
}

/** Gives a room its state, and returns what makes the views of its clients. Its inputs must be defined. */
export function openState(room: StatefulRoom, places: number): (client: Client) => View {
  if (places <= MAX_VIEW_PLACES) {
    room.state = new ArenaState();
    return (client) => new SchemaView(client);
  }
  const serializer = new RecordSerializer((sessionId) => room.inputs.get(sessionId).consumedCount);
  // The framework puts a serializer of its own in place as it is given a schema.
  const setSerializer = room.setSerializer.bind(room);
  room.setSerializer = () => setSerializer(serializer);
  room.state = createCrowdState();
  return (client) => serializer.viewFor(client);
}
