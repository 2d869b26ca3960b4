import type { Client, Serializer } from "@colyseus/core";
import type { View } from "@fray/netcode/core";
import { createCrowdState, type ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Player, PlayerFields } from "@fray/shared-state/schema/player";
import { createFighter } from "@fray/shared-state/simulation/body";

import { createArenaRecords, type RecordOptions } from "./arena-records.ts";
import type { EventSink } from "./event-sink.ts";
import { SplitSerializer } from "./split-serializer.ts";

/** First object id of a second state; see `createEncoder`. No room has so many objects. */
const SECOND_REF_ID = 1 << 20;

/** The part of a room that is used here. */
interface StatefulRoom {
  state: ArenaState;
  readonly inputs: { get(sessionId: string): { readonly consumedCount: number } };
  setSerializer(serializer: Serializer<ArenaState>): void;
}

/** A state, and the parts that send it. */
export interface SyncedState {
  readonly state: ArenaState;
  readonly serializer: Serializer<ArenaState>;
  readonly viewFor: (client: Client) => View<Player>;
  /** Creates the body with that id. */
  readonly createBody: (id: number) => Player;
  readonly events: EventSink;
  /** See `RecordSerializer.commonVersion`. */
  readonly commonVersion: () => number | undefined;
}

interface OpenState extends Omit<SyncedState, "serializer"> {
  readonly serializer: SplitSerializer;
  /** Creates another state that is sent the same way, for clients that must not receive the room's own. */
  readonly createSecond: () => SyncedState;
}

type SyncOptions = Omit<RecordOptions, "acknowledged" | "firstRefId">;

/** Gives a room its state. Its inputs must be defined before. */
export function openState(room: StatefulRoom, options: SyncOptions): OpenState {
  const acknowledged = (sessionId: string): number => room.inputs.get(sessionId).consumedCount;
  const create = (firstRefId: number): SyncedState => {
    const { serializer, events } = createArenaRecords({ ...options, acknowledged, firstRefId });
    return {
      state: createCrowdState(),
      serializer,
      viewFor: (client) => serializer.viewFor(client),
      createBody: createPlainBody,
      events,
      commonVersion: () => serializer.commonVersion,
    };
  };
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

/**
 * The bodies of a room are plain objects. A schema object is read and written through accessors, which took a tenth of
 * all CPU time with 400 clients. The serializer copies to such objects what clients without records see.
 */
const createPlainBody = (id: number): Player => createFighter(id) satisfies PlayerFields as Player;
