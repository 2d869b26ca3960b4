import type { Client, Serializer } from "@colyseus/core";
import { type IsDue, PacedSerializer } from "@fray/netcode/server";
import { ArenaState, createCrowdState } from "@fray/shared-state/schema/arena-state";
import { Player, type PlayerFields } from "@fray/shared-state/schema/player";
import { createFighter } from "@fray/shared-state/simulation/body";

import type { View } from "../interest/view.ts";
import { createArenaRecords } from "./arena-records.ts";
import type { EventSink } from "./event-sink.ts";
import { Outbox } from "./schema/outbox.ts";
import { SchemaView } from "./schema/schema-view.ts";

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

/** What a room makes its parts of by the way it sends its state. */
interface OpenState {
  readonly viewFor: (client: Client) => View;
  /** The body of who has that id. */
  readonly createBody: (id: number) => Player;
  readonly events: EventSink;
}

/**
 * Gives a room its state. Its inputs must be defined. `isDue` says who is sent a patch; who is not is sent what it missed with
 * its next one.
 */
export function openState(room: StatefulRoom, places: number, isDue: IsDue): OpenState {
  // The framework puts a serializer of its own in place as it is given a schema.
  const setSerializer = room.setSerializer.bind(room);
  if (places > MAX_VIEW_PLACES) {
    const { serializer, events } = createArenaRecords((sessionId) => room.inputs.get(sessionId).consumedCount, isDue);
    room.setSerializer = () => setSerializer(serializer);
    room.state = createCrowdState();
    return { viewFor: (client) => serializer.viewFor(client), createBody: createPlainBody, events };
  }
  room.setSerializer = () => setSerializer(new PacedSerializer(isDue));
  room.state = new ArenaState();
  return {
    viewFor: (client) => new SchemaView(client),
    createBody: (id) => Object.assign(new Player(), { id }),
    events: new Outbox(isDue),
  };
}

/**
 * Records are written from any object with the fields: those of a plain one are read and written at once, those of a schema's
 * by functions, which took a tenth of all the work with 400 clients.
 */
const createPlainBody = (id: number): Player => createFighter(id) satisfies PlayerFields as Player;
