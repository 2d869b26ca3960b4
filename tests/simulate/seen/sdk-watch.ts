import { Protocol, ProtocolModifier } from "@colyseus/core";
import { Client, Room, type InputHandle } from "@colyseus/sdk";
import type { LobbyServerMessages } from "@fray/shared-state/protocol/lobby";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { LobbyState } from "@fray/shared-state/schema/lobby-state";

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

/** What somebody in the lobby knows of rooms. */
export interface LobbySight {
  readonly host: string;
  /** Ids of the rooms that are listed, or in which friends are. */
  readonly roomIds: readonly string[];
}

interface Listener {
  patch(client: SeenClient): void;
  lobby(seen: LobbySight): void;
}

/** Looks at what arrives at the clients of this process, and counts what they send. */
export class SdkWatch {
  readonly clients = new Set<SeenClient>();
  /** No client sends inputs while this is set. */
  isQuiet = false;
  readonly #listener: Listener;

  constructor(listener: Listener) {
    this.#listener = listener;
    const follow = this.#follow.bind(this);
    const overhear = this.#overhear.bind(this);
    const countInputs = this.#countInputs.bind(this);
    replaceMethod(Client.prototype, "consumeSeatReservation", (consume) => {
      return async function <State>(this: Client, ...args: Parameters<typeof consume<State>>) {
        const room = await consume.apply<Client, typeof args, Promise<Room<unknown, State>>>(this, args);
        const { hostname } = this.settings;
        if (args[0].name === "arena") follow(room as Room<unknown, unknown> as Room<unknown, ArenaState>, hostname);
        if (args[0].name === "lobby") overhear(room as Room<unknown, unknown> as Room<unknown, LobbyState>, hostname);
        return room;
      };
    });
    replaceMethod(Room.prototype, "input", (input) => {
      return function <Input>(this: Room, ...args: Parameters<typeof input<Input>>) {
        return countInputs(this, input.apply<Room, typeof args, InputHandle<Input>>(this, args));
      };
    });
  }

  #follow(room: Room<unknown, ArenaState>, host: string): void {
    const client: SeenClient = { room, host, sent: 0, wasCut: false, isOver: false, patches: 0 };
    this.clients.add(client);
    room.onDrop(() => (client.wasCut = true));
    // The SDK removes its listeners when it has left, so this one comes first.
    room.onLeave(() => (client.isOver = true));
    const isFull = watchFullStates(room);
    room.onStateChange(() => {
      client.patches++;
      // A full state is written between two ticks, when somebody joins. So it may be ahead of its time.
      if (!isFull()) this.#listener.patch(client);
    });
  }

  #overhear(room: Room<unknown, LobbyState>, host: string): void {
    room.onStateChange(({ rooms }) => this.#listener.lobby({ host, roomIds: [...(rooms?.keys() ?? [])] }));
    room.onMessage<LobbyServerMessages["friends"]>("friends", (places) => {
      const roomIds = places.flatMap((place) => (place.where === "room" ? place.roomId : []));
      this.#listener.lobby({ host, roomIds });
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

/** Returns whether the newest frame of a room is a full state. */
function watchFullStates(room: Room<unknown, ArenaState>): () => boolean {
  let isFull = true;
  const { events } = room.connection;
  const receive = events.onmessage;
  const onmessage = (message: { readonly data: unknown }): void => {
    const { data } = message;
    if (data instanceof ArrayBuffer)
      isFull = ((new Uint8Array(data)[0] ?? 0) & ~ProtocolModifier.TIMED) === Protocol.ROOM_STATE;
    receive?.(message);
  };
  Object.assign(events, { onmessage });
  return () => isFull;
}
