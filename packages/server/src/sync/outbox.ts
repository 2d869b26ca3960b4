import { ClientState, type Client } from "@colyseus/core";
import type { IsDue } from "@fray/netcode/server";
import { EVENTS, type EventList, type EventLists, type EventsDraft } from "@fray/shared-state/protocol/events";

/**
 * Sends events as one message per tick and client, and keeps them until the patch that goes with them. A client that
 * is not due receives the events with its next patch. It is for clients that don't read records.
 */
export class Outbox {
  readonly #isDue: IsDue;
  readonly #waiting = new Map<Client, EventsDraft[]>();

  constructor(isDue: IsDue) {
    this.#isDue = isDue;
  }

  tell<List extends EventList>(client: Client, tick: number, list: List, event: EventLists[List]): void {
    const draft = this.#draftFor(client, tick);
    const events: unknown[] = (draft[list] ??= []);
    events.push(event);
  }

  /** Releases the events for clients that are due. They are sent right after the patch. */
  flush(): void {
    for (const [client, messages] of this.#waiting) {
      const isGone = client.state === ClientState.LEAVING || client.state === ClientState.RECONNECTED;
      if (!isGone && !this.#isDue(client)) continue;
      this.#waiting.delete(client);
      if (isGone) continue;
      for (const message of messages) client.send(EVENTS, message, { afterNextPatch: true });
    }
  }

  drop(client: Client): void {
    this.#waiting.delete(client);
  }

  #draftFor(client: Client, tick: number): EventsDraft {
    let waiting = this.#waiting.get(client);
    if (!waiting) this.#waiting.set(client, (waiting = []));
    let draft = waiting.at(-1);
    if (draft?.tick !== tick) waiting.push((draft = { tick }));
    return draft;
  }
}
