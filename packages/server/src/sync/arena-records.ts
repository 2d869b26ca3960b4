import { ByteWriter, MAX_EVENT_BYTES } from "@fray/netcode/core";
import { RecordSerializer, type IsDue } from "@fray/netcode/server";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { BodyFieldName } from "@fray/shared-state/schema/body-fields";
import type { Player } from "@fray/shared-state/schema/player";
import { BODY_LAYOUT, EVENT_RECORDS, RECORDS_ID } from "@fray/shared-state/sync/arena-records";

import type { EventSink } from "./event-sink.ts";

interface ArenaRecords {
  readonly serializer: RecordSerializer<ArenaState, BodyFieldName, Player>;
  readonly events: EventSink;
}

interface RecordOptions {
  /** Returns the number of a client's inputs that were processed. */
  readonly acknowledged: (sessionId: string) => number;
  readonly isDue: IsDue;
  /** Whether a client's body stands where a provisional step has put it. */
  readonly isProvisional: (sessionId: string) => boolean;
  /** The first id of the common part's objects; see `createEncoder`. */
  readonly firstRefId: number;
  /** Creates the error for a client that can't read records. */
  readonly unreadable: () => Error;
}

/** Creates the sender of an arena room's state as snapshot records. */
export function createArenaRecords(options: RecordOptions): ArenaRecords {
  const { unreadable, ...source } = options;
  const serializer = new RecordSerializer<ArenaState, BodyFieldName, Player>({
    id: RECORDS_ID,
    layout: BODY_LAYOUT,
    bodiesOf: ({ players }) => players.values(),
    writeTick: (writer, tick) => EVENT_RECORDS.writeTick(writer, tick),
    ...source,
    refuse: () => {
      throw unreadable();
    },
  });
  const packed = new ByteWriter(MAX_EVENT_BYTES);
  const events: EventSink = {
    // An event is packed once for all its recipients.
    tell(clients, tick, list, event) {
      packed.clear();
      EVENT_RECORDS.writeEvent(packed, list, event);
      serializer.tell(clients, tick, packed);
    },
    // Events wait in the views for their frames.
    flush() {},
    // The events are removed with the client's view.
    drop() {},
  };
  return { serializer, events };
}
