import { Client, Room } from "@colyseus/sdk";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";

import { replaceMethod } from "./replace-method.ts";

/** A seat in a room, seen from its client: all clients use the SDK, apart from the hostile ones. */
export interface SeenClient {
  readonly room: Room<unknown, ArenaState>;
  /** The name under which it dialled, which is the name of its actor. */
  readonly host: string;
  /** Inputs that it has sent. */
  sent: number;
  /** Its connection was lost at least once. */
  wasCut: boolean;
  isOver: boolean;
  patches: number;
}

interface Listener {
  patch(client: SeenClient): void;
}

/** Looks at what arrives at the clients of this process, and counts what they send. */
export class SdkWatch {
  readonly clients = new Set<SeenClient>();
  /** No client sends inputs while this is set. */
  isQuiet = false;
  readonly #listener: Listener;

  constructor(listener: Listener) {
    this.#listener = listener;
    const watch = this;
    replaceMethod(Client.prototype, "consumeSeatReservation", (consume) => {
      return async function (this: Client, ...args: Parameters<typeof consume>) {
        const room = await consume.apply(this, args);
        if (args[0].name === "arena") watch.#follow(room as Room<unknown, ArenaState>, this.settings.hostname);
        return room;
      } as typeof consume;
    });
    replaceMethod(Room.prototype, "input", (input) => {
      return function (this: Room, ...args: Parameters<typeof input>) {
        return watch.#countInputs(this, input.apply(this, args));
      } as typeof input;
    });
  }

  #follow(room: Room<unknown, ArenaState>, host: string): void {
    const client: SeenClient = { room, host, sent: 0, wasCut: false, isOver: false, patches: 0 };
    this.clients.add(client);
    room.onDrop(() => (client.wasCut = true));
    // The SDK removes its listeners when it has left, so this one comes first.
    room.onLeave(() => (client.isOver = true));
    room.onStateChange(() => {
      client.patches++;
      // The first state may be older than the last tick, because it is written when somebody joins.
      if (client.patches > 2) this.#listener.patch(client);
    });
  }

  #countInputs<Handle extends { send(): number }>(room: Room, handle: Handle): Handle {
    const client = Array.from(this.clients).find((seen) => (seen.room as unknown) === room);
    if (!client || Object.hasOwn(handle, "send")) return handle;
    const send = handle.send.bind(handle);
    Object.defineProperty(handle, "send", {
      value: () => {
        if (this.isQuiet) return 0;
        const sequence = send();
        if (sequence > 0) client.sent++;
        return sequence;
      },
    });
    return handle;
  }
}
