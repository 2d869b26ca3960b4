import type { Client } from "@colyseus/core";
import { sendCopies } from "@fray/netcode/server";
import { cutOffSlowReaders } from "@fray/server/internal/network/slow-readers";
import { afterAll, beforeAll, expect, test } from "vitest";

import { contextHere } from "../security/in-process.ts";
import { LobbyGuest } from "../support/lobby-guest.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

let server: VirtualServer;
let url: string;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel"] });
  url = server.url;
});
afterAll(() => server.stop());

test("a frame keeps its bytes from the time of sending, although the buffer is overwritten before the socket takes it", () => {
  const sent: Uint8Array[] = [];
  const client = { raw: (frame: Uint8Array) => void sent.push(frame) } as unknown as Client;
  sendCopies(client);
  const shared = new Uint8Array([1, 2, 3]);
  client.raw(shared);
  shared.fill(9);
  expect(sent).toEqual([Buffer.from([1, 2, 3])]);
});

test("a client that reads nothing in a lobby is disconnected, and the others continue", async () => {
  const [ann, bob] = [await LobbyGuest.join(url, { name: "Ann" }), await LobbyGuest.join(url, { name: "Bob" })];
  const [lobby] = contextHere().lobbies;
  const stalled = lobby?.clients.get(bob.room.sessionId);
  if (!lobby || !stalled) throw new Error("nobody is there");
  // Simulates a peer that stops reading: written bytes stay here.
  const stream = (stalled.ref as unknown as { _socket: { cork(): void } })._socket;
  stream.cork();
  stalled.send("notice", { code: "restart", text: "x".repeat(300 * 1024) });
  let cut = 0;
  cutOffSlowReaders(lobby.clients, () => cut++, contextHere());
  expect(cut).toBe(1);
  await until("it is gone for the other", () => ann.names.length === 1);
  await ann.leave();
});
