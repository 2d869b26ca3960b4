import type { Client } from "@colyseus/core";
import type { EventList, EventLists } from "@fray/shared-state/protocol/events";

/** Sends client events, by whichever transport. */
export interface EventSink {
  /** Sends the events of a tick to some clients. The sink may keep the list. */
  tell<List extends EventList>(clients: readonly Client[], tick: number, list: List, event: EventLists[List]): void;
  /** Called after all events of a tick, before the patch that goes with them. */
  flush(): void;
  /** Removes the events that wait for a client, because another state sends to it from now on. */
  drop(client: Client): void;
}
