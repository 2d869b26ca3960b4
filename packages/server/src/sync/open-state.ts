import type { Client, Serializer } from "@colyseus/core";
import type { View } from "@fray/netcode/core";
import { type IsDue, PacedSerializer, type PacedSource } from "@fray/netcode/server";
import { ArenaState, createCrowdState } from "@fray/shared-state/schema/arena-state";
import { Player, type PlayerFields } from "@fray/shared-state/schema/player";
import { createFighter } from "@fray/shared-state/simulation/body";

import { createArenaRecords } from "./arena-records.ts";
import type { EventSink } from "./event-sink.ts";
import { Outbox } from "./schema/outbox.ts";
import { SchemaView } from "./schema/schema-view.ts";
import { SplitSerializer } from "./split-serializer.ts";

/**
 * Maximum number of places of a room whose bodies go through the framework's views, which every Colyseus client can
 * read. A larger room sends snapshot records, which only our client can read.
 */
export const MAX_VIEW_PLACES = 64;

/** First object id of a second state; see `createEncoder`. No room has so many objects. */
const SECOND_REF_ID = 1 << 20;

/** The part of a room that is used here. */
interface StatefulRoom {
  state: ArenaState;
  readonly inputs: { get(sessionId: string): { readonly consumedCount: number } };
  setSerializer(serializer: Serializer<ArenaState>): void;
}

/** A state, and the parts that depend on how it is sent. */
export interface SyncedState {
  readonly state: ArenaState;
  readonly serializer: Serializer<ArenaState>;
  readonly viewFor: (client: Client) => View<Player>;
  /** Creates the body with that id. */
  readonly createBody: (id: number) => Player;
  readonly events: EventSink;
}

interface OpenState extends Omit<SyncedState, "serializer"> {
  readonly serializer: SplitSerializer;
  /** Creates another state that is sent the same way, for clients that must not receive the room's own. */
  readonly createSecond: () => SyncedState;
}

interface SyncOptions {
  readonly places: number;
  /**
   * Decides whether a client is sent a patch. A client that is not due receives the missed changes with its next
   * patch.
   */
  readonly isDue: IsDue;
  /** Whether a client's body stands where a provisional step has put it. */
  readonly isProvisional: (sessionId: string) => boolean;
  /** Creates the error for a client that can't read how this state is sent. */
  readonly unreadable: () => Error;
}

/** Gives a room its state. Its inputs must be defined before. */
export function openState(room: StatefulRoom, { places, isDue, isProvisional, unreadable }: SyncOptions): OpenState {
  const acknowledged = (sessionId: string): number => room.inputs.get(sessionId).consumedCount;
  const create = (firstRefId: number): SyncedState =>
    places > MAX_VIEW_PLACES
      ? createRecordSync(createArenaRecords({ acknowledged, isDue, isProvisional, firstRefId, unreadable }))
      : createSchemaSync({ acknowledged, isDue, isProvisional, firstRefId });
  const main = create(0);
  const serializer = new SplitSerializer(main.serializer);
  // The framework installs its own serializer when it is given a schema.
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

function createSchemaSync(source: PacedSource): SyncedState {
  const state = new ArenaState();
  return {
    state,
    serializer: new PacedSerializer<ArenaState>(source),
    viewFor: (client) => new SchemaView(client, state),
    createBody: (id) => Object.assign(new Player(), { id }),
    events: new Outbox(source.isDue),
  };
}

/**
 * Records can be written from any object with the fields. A plain object is read directly, while a schema object is
 * read through accessors, which took a tenth of all CPU time with 400 clients.
 */
const createPlainBody = (id: number): Player => createFighter(id) satisfies PlayerFields as Player;
