import { ClientState, type Client } from "@colyseus/core";
import { EVENTS, type EventsMessage } from "@fray/shared-state/protocol/events";

import type { IsDue } from "./pace.ts";

/** Keeps events until the patch that goes with them: who is not sent the one hears of the other only with their next. */
export class Outbox {
  readonly #isDue: IsDue;
  readonly #waiting = new Map<Client, EventsMessage[]>();

  constructor(isDue: IsDue) {
    this.#isDue = isDue;
  }

  post(client: Client, message: EventsMessage): void {
    const waiting = this.#waiting.get(client);
    if (waiting) waiting.push(message);
    else this.#waiting.set(client, [message]);
  }

  /** Lets go of what is for those who are due, to be sent right after the patch. */
  flush(): void {
    for (const [client, messages] of this.#waiting) {
      const isGone = client.state === ClientState.LEAVING || client.state === ClientState.RECONNECTED;
      if (!isGone && !this.#isDue(client)) continue;
      this.#waiting.delete(client);
      if (isGone) continue;
      for (const message of messages) client.send(EVENTS, message, { afterNextPatch: true });
    }
  }
}
