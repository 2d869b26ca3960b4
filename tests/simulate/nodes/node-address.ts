import { Client } from "@colyseus/sdk";

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
}
