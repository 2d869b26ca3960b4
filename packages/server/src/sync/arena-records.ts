import type { Client } from "@colyseus/core";
import type { Schema } from "@colyseus/schema";
import { ByteWriter, MAX_EVENT_BYTES } from "@fray/netcode/core";
import { RecordSerializer, type BodySchema, type IsDue } from "@fray/netcode/server";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { BODY_FIELDS, type BodyFieldName } from "@fray/shared-state/schema/body-fields";
import { OWNER_VIEW, Player } from "@fray/shared-state/schema/player";
import { BODY_LAYOUT, EVENT_RECORDS, RECORDS_ID } from "@fray/shared-state/sync/arena-records";

import type { EventSink } from "./event-sink.ts";
import { Outbox } from "./outbox.ts";

interface ArenaRecords {
  readonly serializer: RecordSerializer<ArenaState, BodyFieldName, Player>;
  readonly events: EventSink;
}

export interface RecordOptions {
  /** Whether a client reads snapshot records. Other clients receive patches of the schema. */
  readonly readsRecords: (client: Client) => boolean;
  /** Returns the number of a client's inputs that were processed. */
  readonly acknowledged: (sessionId: string) => number;
  readonly isDue: IsDue;
  /** Whether a client's body stands where a provisional step has put it. */
  readonly isProvisional: (sessionId: string) => boolean;
  /** The first id of the common part's objects; see `createEncoder`. */
  readonly firstRefId: number;
}

/** How a client without a decoder of records sees an arena: as an `ArenaState`. */
const SCHEMA: BodySchema<BodyFieldName> = {
  fields: BODY_FIELDS,
  ownerView: OWNER_VIEW,
  createState: () => new ArenaState(),
  bodiesIn: (state) => (state as Schema & ArenaState).players,
  createBody: (id) => Object.assign(new Player(), { id }),
};

/** Creates the sender of an arena room's state, to clients that read snapshot records and to all others. */
export function createArenaRecords({ readsRecords, ...source }: RecordOptions): ArenaRecords {
  const serializer = new RecordSerializer<ArenaState, BodyFieldName, Player>({
    id: RECORDS_ID,
    layout: BODY_LAYOUT,
    bodiesOf: ({ players }) => players,
    writeTick: (writer, tick) => EVENT_RECORDS.writeTick(writer, tick),
    stock: { schema: SCHEMA, readsRecords },
    ...source,
  });
  const packed = new ByteWriter(MAX_EVENT_BYTES);
  const outbox = new Outbox(source.isDue);
  const events: EventSink = {
    tell(clients, tick, list, event) {
      // An event is packed once for all its recipients. It waits in their views for their frames.
      packed.clear();
      EVENT_RECORDS.writeEvent(packed, list, event);
      serializer.tell(clients, tick, packed);
      if (!serializer.hasStock) return;
      for (const client of clients) if (!readsRecords(client)) outbox.tell(client, tick, list, event);
    },
    flush: () => outbox.flush(),
    // Packed events are removed with the client's view.
    drop: (client) => outbox.drop(client),
  };
  return { serializer, events };
}
