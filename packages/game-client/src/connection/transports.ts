import { TransportChoice, type ChoiceMemory } from "@fray/netcode/client";
import type { Runtime } from "@fray/netcode/core";

import { optional } from "../platform/optional.ts";

const KEY = "fray.http-until";

/** The tab's storage, so that a reload does not wait for WebSockets again. */
const memory: ChoiceMemory = {
  read: () => Number(optional(() => sessionStorage.getItem(KEY)) ?? 0),
  write: (until) =>
    optional(() => (until > 0 ? sessionStorage.setItem(KEY, String(until)) : sessionStorage.removeItem(KEY))),
};

const choices = new Map<string, TransportChoice>();

/** Returns what this page knows of the transports to a server. Its rooms and lobbies share it. */
export function transportsTo(endpoint: string, runtime: Runtime): TransportChoice {
  let choice = choices.get(endpoint);
  if (!choice) choices.set(endpoint, (choice = new TransportChoice(runtime, { memory })));
  return choice;
}
