import { ClientState, type Client } from "@colyseus/core";
import { Outbox } from "@fray/server/internal/sync/outbox";
import { EVENTS } from "@fray/shared-state/protocol/events";
import { expect, test } from "vitest";

/** A client that keeps what it is sent. */
function newClient() {
  const sent: unknown[][] = [];
  const client = { state: ClientState.JOINED as ClientState, send: (...args: unknown[]) => void sent.push(args) };
  return { sent, client: client as unknown as Client };
}
const DEATH = [1, 2, 0, 0] as const;
const PICKUP = [0, 1] as const;
const AFTER_PATCH = { afterNextPatch: true };

test("events wait for the patch that goes with them, and come after it in order", () => {
  let isDue = false;
  const outbox = new Outbox(() => isDue);
  const { sent, client } = newClient();
  for (const tick of [1, 2]) {
    outbox.tell(client, tick, "deaths", DEATH);
    outbox.tell(client, tick, "pickups", PICKUP);
    outbox.flush();
  }
  expect(sent).toEqual([]);
  isDue = true;
  outbox.tell(client, 3, "pickups", PICKUP);
  outbox.flush();
  const both = { deaths: [DEATH], pickups: [PICKUP] };
  const messages = [
    { tick: 1, ...both },
    { tick: 2, ...both },
    { tick: 3, pickups: [PICKUP] },
  ];
  expect(sent).toEqual(messages.map((message) => [EVENTS, message, AFTER_PATCH]));
  outbox.flush();
  expect(sent).toHaveLength(3);
});

test("messages for a client that has gone are dropped", () => {
  let isDue = false;
  const outbox = new Outbox(() => isDue);
  const { sent, client } = newClient();
  outbox.tell(client, 1, "pickups", PICKUP);
  client.state = ClientState.LEAVING;
  outbox.flush();
  Object.assign(client, { state: ClientState.JOINED });
  isDue = true;
  outbox.flush();
  expect(sent).toEqual([]);
});
