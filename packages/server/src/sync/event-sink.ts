import type { Client } from "@colyseus/core";
import type { EventList, EventLists } from "@fray/shared-state/protocol/events";

/** Tells events, whatever way they go. */
export interface EventSink {
  /** Something has happened in a tick, of which some clients are to hear. They are read at once. */
  tell<List extends EventList>(clients: Iterable<Client>, tick: number, list: List, event: EventLists[List]): void;
  /** All has been told, and the patch that it goes with is about to be made. */
  flush(): void;
  /** A client is told from somewhere else from now on: it does not hear of what still waits for it here. */
  drop(client: Client): void;
}
