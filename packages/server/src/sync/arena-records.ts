import { ByteWriter, MAX_EVENT_BYTES } from "@fray/netcode/core";
import { RecordSerializer, type IsDue } from "@fray/netcode/server";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { BodyFieldName } from "@fray/shared-state/schema/body-fields";
import type { Player } from "@fray/shared-state/schema/player";
import { BODY_LAYOUT, EVENT_RECORDS, RECORDS_ID } from "@fray/shared-state/sync/arena-records";

import { refuseJoin } from "../network/join-refusal.ts";
import type { EventSink } from "./event-sink.ts";

interface ArenaRecords {
  readonly serializer: RecordSerializer<ArenaState, BodyFieldName, Player>;
  readonly events: EventSink;
}

/**
 * What sends the state of an arena room as records. `acknowledged` is the number of inputs of a client that have been taken;
 * `firstRefId` is where the numbers of the common part's parts begin, see `createEncoder`.
 */
export function createArenaRecords(
  acknowledged: (sessionId: string) => number,
  isDue: IsDue,
  firstRefId: number,
): ArenaRecords {
  const serializer = new RecordSerializer<ArenaState, BodyFieldName, Player>({
    id: RECORDS_ID,
    layout: BODY_LAYOUT,
    bodiesOf: ({ players }) => players.values(),
    writeTick: (writer, tick) => EVENT_RECORDS.writeTick(writer, tick),
    acknowledged,
    isDue,
    firstRefId,
    refuse: () => {
      throw refuseJoin("unreadable");
    },
  });
  const packed = new ByteWriter(MAX_EVENT_BYTES);
  const events: EventSink = {
    // An event is packed once for all who hear of it.
    tell(clients, tick, list, event) {
      packed.clear();
      EVENT_RECORDS.writeEvent(packed, list, event);
      serializer.tell(clients, tick, packed);
    },
    // Events wait in the views for their frames.
    flush() {},
    // They are gone with the client's view.
    drop() {},
  };
  return { serializer, events };
}
