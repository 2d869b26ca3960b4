import type { Client, Serializer } from "@colyseus/core";
import { ArenaState, createCrowdState } from "@fray/shared-state/schema/arena-state";

import type { IsDue } from "../backpressure/pace.ts";
import { PacedSerializer } from "../backpressure/paced-serializer.ts";
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

/**
 * Gives a room its state, and returns what makes the views of its clients. Its inputs must be defined. `isDue` says who is
 * sent a patch; who is not is sent what it missed with its next one.
 */
export function openState(room: StatefulRoom, places: number, isDue: IsDue): (client: Client) => View {
  const records =
    places > MAX_VIEW_PLACES
      ? new RecordSerializer((sessionId) => room.inputs.get(sessionId).consumedCount, isDue)
      : undefined;
  // The framework puts a serializer of its own in place as it is given a schema.
  const setSerializer = room.setSerializer.bind(room);
  room.setSerializer = () => setSerializer(records ?? new PacedSerializer(isDue));
  room.state = records ? createCrowdState() : new ArenaState();
  return (client) => records?.viewFor(client) ?? new SchemaView(client);
}
