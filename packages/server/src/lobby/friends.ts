import type { Client } from "@colyseus/core";
import type { FriendPlace } from "@fray/shared-state/protocol/lobby";

import type { Place } from "./lobby-board.ts";

interface Watch {
  readonly client: Client;
  readonly codes: readonly string[];
  /** The last sent places, as text. */
  sent: string;
}

/** Tells clients in a lobby where their friends are. A client must know a friend's code to ask. */
export class Friends {
  readonly #watches = new Map<string, Watch>();

  /** Sends a client the places of these people from now on, in place of the previous list. */
  watch(client: Client, codes: Iterable<string>): void {
    this.#watches.set(client.sessionId, { client, codes: [...new Set(codes)], sent: "" });
  }

  forget({ sessionId }: Client): void {
    this.#watches.delete(sessionId);
  }

  /** Sends updates to the clients for which something has changed. */
  tell(places: ReadonlyMap<string, Place>): void {
    for (const watch of this.#watches.values()) {
      const friends = placesOf(watch.codes, places);
      const text = JSON.stringify(friends);
      if (text === watch.sent) continue;
      watch.sent = text;
      watch.client.send("friends", friends);
    }
  }
}

function placesOf(codes: readonly string[], places: ReadonlyMap<string, Place>): FriendPlace[] {
  const friends: FriendPlace[] = [];
  for (const code of codes) {
    const place = places.get(code);
    if (place) friends.push({ code, ...place });
  }
  return friends;
}
