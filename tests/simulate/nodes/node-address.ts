import { Client, Room } from "@colyseus/sdk";
import type { Moved } from "@fray/shared-state/protocol/messages";
import { roomStatusPath } from "@fray/shared-state/protocol/room-status";

import { replaceMethod } from "../seen/replace-method.ts";
import { MACHINE_HOST } from "./machine.ts";

/**
 * A client is told the address of the node that has its room. In a simulation each client has a name of its own for
 * every node, so that its connections have its own link: the port says which node it is.
 */
export function dialNodesByOwnName(): void {
  replaceMethod(Client.prototype, "consumeSeatReservation", (consume) => {
    return function <State>(this: Client, ...args: Parameters<typeof consume<State>>) {
      const [seat, ...rest] = args;
      const publicAddress = seat.publicAddress?.replace(MACHINE_HOST, this.settings.hostname);
      const own = publicAddress === undefined ? seat : { ...seat, publicAddress };
      return consume.call<Client, typeof args, ReturnType<typeof consume<State>>>(this, own, ...rest);
    };
  });
  replaceMethod(Room.prototype, "onMessage", (onMessage) => {
    const hear = function (this: Room, type: string, listener: (message: unknown) => void) {
      const own = type === "moved" ? (moved: unknown) => listener(atOwnName(this, moved as Moved)) : listener;
      return onMessage.call(this, type, own);
    };
    return hear as typeof onMessage;
  });
  // A client that has lost its connection asks where its room is.
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    const response = await fetch(input, init);
    const { hostname, pathname } = new URL(input instanceof Request ? input.url : input);
    if (!pathname.startsWith(roomStatusPath(""))) return response;
    const text = await response.text();
    return new Response(text.replaceAll(MACHINE_HOST, hostname), response);
  };
}

function atOwnName({ connection }: Pick<Room, "connection">, { roomId, node }: Moved): Moved {
  if (!node) return { roomId };
  const { hostname } = new URL(connection.url ?? "");
  return { roomId, node: { ...node, address: node.address.replace(MACHINE_HOST, hostname) } };
}
