import type { Client, Serializer } from "@colyseus/core";
import type { View } from "@fray/netcode/core";
import { type IsDue, PacedSerializer } from "@fray/netcode/server";
import { ArenaState, createCrowdState } from "@fray/shared-state/schema/arena-state";
import { Player, type PlayerFields } from "@fray/shared-state/schema/player";
import { createFighter } from "@fray/shared-state/simulation/body";

import { createArenaRecords } from "./arena-records.ts";
import type { EventSink } from "./event-sink.ts";
import { Outbox } from "./schema/outbox.ts";
import { SchemaView } from "./schema/schema-view.ts";
import { SplitSerializer } from "./split-serializer.ts";

/**
 * Places a room may have and still send its bodies through the framework's views, which any client that speaks Colyseus
 * can read. A larger one sends records, which only ours can.
 */
export const MAX_VIEW_PLACES = 64;

/** Where the numbers of a second state's parts begin; see `createEncoder`. A room never has so many of its own. */
const SECOND_REF_ID = 1 << 20;

/** The part of a room that is used here. */
interface StatefulRoom {
  state: ArenaState;
  readonly inputs: { get(sessionId: string): { readonly consumedCount: number } };
  setSerializer(serializer: Serializer<ArenaState>): void;
}

/** A state, and the parts that depend on the way it is sent. */
export interface SyncedState {
  readonly state: ArenaState;
  readonly serializer: Serializer<ArenaState>;
  readonly viewFor: (client: Client) => View<Player>;
  /** The body of who has that id. */
  readonly createBody: (id: number) => Player;
  readonly events: EventSink;
}

interface OpenState extends Omit<SyncedState, "serializer"> {
  readonly serializer: SplitSerializer;
  /** Makes another state that is sent the same way, for clients that are not to be sent the room's. */
  readonly createSecond: () => SyncedState;
}

/**
 * Gives a room its state. Its inputs must be defined. `isDue` says who is sent a patch; who is not is sent what it missed with
 * its next one.
 */
export function openState(room: StatefulRoom, places: number, isDue: IsDue): OpenState {
  const acknowledged = (sessionId: string): number => room.inputs.get(sessionId).consumedCount;
  const create = (firstRefId: number): SyncedState =>
    places > MAX_VIEW_PLACES
      ? createRecordSync(createArenaRecords(acknowledged, isDue, firstRefId))
      : createSchemaSync(isDue, firstRefId);
  const main = create(0);
  const serializer = new SplitSerializer(main.serializer);
  // The framework puts a serializer of its own in place as it is given a schema.
  const setSerializer = room.setSerializer.bind(room);
  room.setSerializer = () => setSerializer(serializer);
  room.state = main.state;
  const createSecond = (): SyncedState => {
    const second = create(SECOND_REF_ID);
    second.serializer.reset(second.state);
    return second;
  };
  return { ...main, serializer, createSecond };
}

function createRecordSync({ serializer, events }: ReturnType<typeof createArenaRecords>): SyncedState {
  return {
    state: createCrowdState(),
    serializer,
    viewFor: (client) => serializer.viewFor(client),
    createBody: createPlainBody,
    events,
  };
}

function createSchemaSync(isDue: IsDue, firstRefId: number): SyncedState {
  const state = new ArenaState();
  return {
    state,
    serializer: new PacedSerializer<ArenaState>(isDue, firstRefId),
    viewFor: (client) => new SchemaView(client, state),
    createBody: (id) => Object.assign(new Player(), { id }),
    events: new Outbox(isDue),
  };
}

/**
 * Records are written from any object with the fields: those of a plain one are read and written at once, those of a schema's
 * by functions, which took a tenth of all the work with 400 clients.
 */
const createPlainBody = (id: number): Player => createFighter(id) satisfies PlayerFields as Player;
