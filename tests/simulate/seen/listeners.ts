import { matchMaker } from "@colyseus/core";
import type { RunningServer } from "@fray/server/server";
import type { EventEmitter } from "node:events";

import { FakeChannel } from "../machine/fake-channel.ts";

/** Returns the number of listeners of everything that lives as long as a server, by its name. */
export function countListeners({ http }: RunningServer): ReadonlyMap<string, number> {
  const { subscriptions } = matchMaker.presence as unknown as { readonly subscriptions: EventEmitter };
  return new Map([
    ["the process", sumOf(process)],
    ["the HTTP server", sumOf(http)],
    ["the presence", sumOf(subscriptions)],
    ["the store", FakeChannel.latest?.listeners ?? 0],
  ]);
}

const sumOf = (emitter: EventEmitter): number =>
  emitter.eventNames().reduce((sum, event) => sum + emitter.listenerCount(event), 0);
