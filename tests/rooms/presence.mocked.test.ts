import type * as rooms from "@fray/shared-state/protocol/rooms";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

// Shortens the half minute for which a lost player is expected.
vi.mock("@fray/shared-state/protocol/rooms", async (importOriginal) => {
  const original = await importOriginal<typeof rooms>();
  return { ...original, RECONNECTION_WINDOW_S: 3 };
});

let server: VirtualServer;
let url: string;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel", "--idle-seconds", "4"] });
  url = server.url;
});
afterAll(() => server.stop());

/** Breaks a line without a goodbye. */
const breakLine = ({ room }: Guest) => room.connection.transport.close();
const markActive = (guest: Guest) => setInterval(() => guest.say("role", { spectate: false }), 2100);

test("the others are told of a lost connection, of its return or timeout, and of a removal for inactivity", async () => {
  const eve = await Guest.join(url, { name: "Eve" });
  const awake = markActive(eve);
  const [bob, cid, dan] = [
    await Guest.join(url, { name: "Bob" }),
    await Guest.join(url, { name: "Cid" }),
    await Guest.join(url, { name: "Dan" }),
  ];
  const of = (id: number) => eve.heard.presence.filter((event) => event.id === id).map(({ what }) => what);
  // A guest who is gone has no roster entry to read the id from.
  const [bobs, cids, dans] = [bob.id, cid.id, dan.id];

  bob.room.reconnection.enabled = true;
  bob.room.reconnection.minUptime = 0;
  breakLine(bob);
  await until("one is back", () => of(bobs).length >= 3);
  expect(of(bobs).slice(0, 3)).toEqual(["joined", "dropped", "returned"]);

  breakLine(cid);
  await until("one is not", () => of(cids).length === 3);
  expect(of(cids)).toEqual(["joined", "dropped", "timedOut"]);

  await until("one did nothing", () => of(dans).length === 2);
  expect(of(dans)).toEqual(["joined", "idle"]);
  expect(eve.heard.presence.map(({ name }) => name)).not.toContain("Eve");
  clearInterval(awake);
  await Promise.all([eve, bob].map((guest) => guest.leave()));
});

test("a client that breaks the protocol is announced as refused", async () => {
  const [eve, mallory] = [await Guest.join(url, { name: "Eve" }), await Guest.join(url, { name: "Mallory" })];
  mallory.room.connection.send(new Uint8Array([20, 0, 255]));
  await until("it is told", () => eve.heard.presence.at(-1)?.what === "refused");
  expect(onlyRoom().report().counters.refusals.malformed).toBe(1);
  await eve.leave();
});

test("a server that shuts down announces no leaves", async () => {
  const guests = [await Guest.join(url), await Guest.join(url), await Guest.join(url)];
  await until("all have come", () => guests[0]?.heard.presence.length === 2);
  const before = guests.map(({ heard }) => heard.presence.length);
  onlyRoom().control.close();
  await until("all are closed", () => guests.every(({ closed }) => closed !== undefined));
  expect(guests.map(({ heard }) => heard.presence.length)).toEqual(before);
});
