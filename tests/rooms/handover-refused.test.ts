import { matchMaker } from "@colyseus/core";
import { Client } from "@colyseus/sdk";
import { systemRuntime } from "@fray/netcode/core";
import { Seal } from "@fray/server/internal/handover/seal";
import type { Transfer } from "@fray/server/internal/handover/transfer";
import { drain } from "@fray/server/internal/operations/drain";
import { takeOver } from "@fray/server/internal/rooms/take-over";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import { RECONNECTION_WINDOW_S } from "@fray/shared-state/protocol/rooms";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { pass, settled, until } from "../support/until.ts";
import { playHere } from "../support/virtual-bots.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { hand, handOverHere, roomOf } from "./hand-over-here.ts";

let server: VirtualServer;
beforeEach(async () => {
  server = await startVirtual({ args: ["--map", "kiln", "--mode=", "--round-seconds", "300"] });
});
afterEach(() => server.stop());

/** A room that counts, with two people. */
async function openRoom() {
  const ann = await Guest.create(server.url, { mode: "tdm", bots: 0, name: "Den" }, { name: "Ann" });
  const bob = await Guest.joinById(server.url, ann.room.roomId, { name: "Bob" });
  await until("the round counts", () => ann.room.state.match.phase === 1);
  return { ann, bob, room: roomOf(ann.room.roomId) };
}

/** Returns a room as it would be handed over. The room itself goes on. */
async function captured(): Promise<{ transfer: Transfer; room: ReturnType<typeof roomOf> }> {
  const { room } = await openRoom();
  const { admission } = server.context;
  let transfer: Transfer | undefined;
  admission.peers = {
    ...admission.peers,
    handOver: async (capture) => {
      transfer = capture();
      return undefined;
    },
  };
  expect(await settled(room.moveAway())).toBe(false);
  if (!transfer) throw new Error("nothing was captured");
  return { transfer: structuredClone(transfer), room };
}

describe("a node takes no room", () => {
  const take = (sealed: unknown, hasRoom = true) =>
    settled(takeOver(sealed, matchMaker.processId, { context: server.context, hasRoom: () => hasRoom }));
  const sealed = (value: unknown, to = matchMaker.processId): string =>
    server.context.seal.close(JSON.stringify(value), to);

  test("that another node has not sealed for it, and says why", async () => {
    const { transfer } = await captured();
    const before = server.context.arenas.size;
    const stranger = new Seal(Buffer.from("another secret of sixteen"), systemRuntime);
    const changed = Buffer.from(sealed(transfer), "base64");
    changed[100] = (changed[100] ?? 0) ^ 1;
    const [member] = transfer.members;
    const cases: readonly (readonly [unknown, string])[] = [
      [stranger.close(JSON.stringify(transfer), matchMaker.processId), "forged"],
      [sealed(transfer, "another"), "forged"],
      [changed.toString("base64"), "forged"],
      ["", "forged"],
      ["%%%", "forged"],
      [JSON.stringify(transfer), "forged"],
      [undefined, "malformed"],
      [transfer, "malformed"],
      ["A".repeat(9 * 1024 * 1024), "tooLong"],
      [server.context.seal.close("{", matchMaker.processId), "malformed"],
      [sealed({ ...transfer, members: [{ ...member, sessionId: "../x" }] }), "malformed"],
      [sealed({ ...transfer, members: [{ ...member, body: { ...member?.body, x: 1e9 } }] }), "malformed"],
      [sealed({ ...transfer, members: Array.from({ length: 5000 }, () => member) }), "malformed"],
      [sealed({ ...transfer, build: "another" }), "otherBuild"],
      [sealed({ ...transfer, id: "a1", tickRate: 60 }), "notPlayed"],
      [sealed({ ...transfer, id: "a2", series: { ...transfer.series, map: "nowhere" } }), "notPlayed"],
      [sealed({ ...transfer, id: "a3", series: { ...transfer.series, mapHash: "other" } }), "notPlayed"],
    ];
    for (const [text, why] of cases) expect(await take(text), String(text).slice(0, 40)).toEqual({ why });
    expect(await take(sealed(transfer), false)).toEqual({ why: "full" });
    server.context.admission.isDraining = true;
    expect(await take(sealed(transfer))).toEqual({ why: "draining" });
    server.context.admission.isDraining = false;
    expect(server.context.arenas.size).toBe(before);
    expect(server.context.transfers.refused).toMatchObject({ forged: 6, notPlayed: 3, full: 1, draining: 1 });
    expect(await take(sealed(transfer))).toEqual({ roomId: expect.any(String) });
    expect(await take(sealed(transfer)), "a second time").toEqual({ why: "repeated" });
  });

  test("that a client or a forged request of the framework describes", async () => {
    const { transfer } = await captured();
    await expect(settled(matchMaker.handleCreateRoom("arena", { transfer }))).rejects.toThrow(
      "No server of this game has handed over",
    );
    await expect(Guest.create(server.url, { transfer } as object)).resolves.toMatchObject({ id: 1 });
  });
});

test("a room that nobody takes goes on as if nothing was", async () => {
  const { ann, room } = await openRoom();
  const { ticks } = room.report().tick;
  expect(await settled(room.moveAway())).toBe(false);
  await until("it ticks on", () => room.report().tick.ticks > ticks + 10);
  expect([ann.closed, ann.heard.moved]).toEqual([undefined, []]);
  ann.say("chat", { text: "still here" });
  await until("it hears", () => ann.heard.chat.length > 0);
});

test("when the answer is lost, the room goes on here, and the other never ticks, takes nobody and closes", async () => {
  handOverHere(server, { isLost: true });
  const { ann, room } = await openRoom();
  expect(await settled(room.moveAway())).toBe(false);
  const other = Array.from(server.context.arenas).find((open) => open !== room);
  expect(other?.state.roster.size).toBe(2);
  await expect(Guest.joinById(server.url, other?.roomId ?? "")).rejects.toMatchObject({ code: JOIN_REFUSED.full });
  const stranger = await Guest.join(server.url);
  expect(stranger.room.roomId).not.toBe(other?.roomId);
  await pass((RECONNECTION_WINDOW_S + 3) * 1000);
  expect(other?.report().tick.ticks).toBe(0);
  expect(server.context.arenas).not.toContain(other);
  expect(ann.closed).toBeUndefined();
});

test("a room whose answer was lost is taken at the next attempt, and the first one closes at once", async () => {
  handOverHere(server, { isLost: true });
  const { ann, bob, room } = await openRoom();
  expect(await settled(room.moveAway())).toBe(false);
  const lost = Array.from(server.context.arenas).find((open) => open !== room);
  handOverHere(server);
  const next = await hand(room);
  await until("the first one is gone", () => !server.context.arenas.has(lost ?? room));
  await until("both are told", () => ann.closed && bob.closed);
  expect(ann.heard.moved[0]?.roomId).toBe(next.roomId);
  await until("only one is left", () => server.context.arenas.size === 1);
});

test("a room of external bots that no node takes at first is offered again, and moves whole", async () => {
  const bots = playHere("--url", server.url, "--count", "3");
  await until("all are in", () => bots.counters.joined === 3);
  const [room] = server.context.arenas;
  const isAnswering = performance.now() + 5000;
  handOverHere(server);
  const { admission } = server.context;
  const { peers } = admission;
  admission.peers = {
    ...peers,
    takeOver: true,
    handOver: async (capture) => {
      // The other node is short of processor time. Here it is this server, which must not refuse to take the room.
      if (performance.now() < isAnswering) return void capture();
      admission.isDraining = false;
      return peers.handOver(capture);
    },
  };
  let isDrained = false;
  void drain(60, server.context).then(() => (isDrained = true));
  await until("the room goes on elsewhere", () => room && !server.context.arenas.has(room));
  const [next] = server.context.arenas;
  await until("all bots are there", () => next?.state.roster.size === 3 && next.report().tick.ticks > 0);
  expect(bots.report()).toMatchObject({ joined: 3, disconnects: {} });
  // Here the other node is this server, so that the room is offered to the end.
  await until("it gives up", () => isDrained, 20_000);
  await bots.stop();
});

test("bans, kicks, the lock and the password hold at the other node", async () => {
  handOverHere(server);
  const { ann, bob, room } = await openRoom();
  const eve = await Guest.joinById(server.url, room.roomId, { name: "Eve" });
  const dan = await Guest.joinById(server.url, room.roomId, { name: "Dan" });
  const tokens = [bob, eve, dan].map(({ heard }) => heard.identity[0]?.token ?? "");
  ann.say("ban", { id: eve.id });
  ann.say("kick", { id: dan.id });
  await until("both are out", () => eve.closed && dan.closed);
  ann.say("lock", { locked: true });
  await until("it is locked", () => room.state.room.locked);
  const next = await hand(room);
  await until("both are told", () => ann.closed && bob.closed);
  const [bobs = "", eves = "", dans = ""] = tokens;
  // A member who has no token of the seat any more comes by the identity.
  const again = await Guest.joinById(server.url, next.roomId, { token: bobs });
  await until("it goes on", () => next.report().tick.ticks > 0);
  expect([again.id, next.state.roster.size]).toEqual([bob.id, 2]);
  const join = (token: string) => Guest.joinById(server.url, next.roomId, { token });
  await expect(join(eves)).rejects.toMatchObject({ code: JOIN_REFUSED.banned });
  await expect(join(dans)).rejects.toMatchObject({ code: JOIN_REFUSED.kicked });
  // A new guest of the same network may be the one who was banned.
  await expect(join("")).rejects.toMatchObject({ code: JOIN_REFUSED.banned });
  const { endpoint } = server.dial({ address: "198.51.100.7" });
  await expect(Guest.joinById(endpoint.replace("http", "ws"), next.roomId)).rejects.toMatchObject({
    code: JOIN_REFUSED.locked,
  });
});

test("a round that ends at the other node is kept once", async () => {
  handOverHere(server);
  const { ann, room } = await openRoom();
  const rooms = [room];
  const kept: unknown[] = [];
  const { log } = server.context;
  const write = log.write.bind(log);
  log.write = (...line) => {
    if (line[3] === "round over") kept.push(line[2]);
    write(...line);
  };
  const next = await hand(room);
  await until("it is told", () => ann.closed);
  const token = ann.heard.identity[0]?.token ?? "";
  await Guest.joinById(server.url, next.roomId, { token });
  await until("it goes on", () => next.report().tick.ticks > 0);
  next.control.endRound();
  await until("the results are shown", () => next.state.match.phase === 2);
  // Also the results go on elsewhere, and the next round begins there.
  rooms.push(await hand(next));
  const third = rooms[1];
  await Guest.joinById(server.url, third?.roomId ?? "", { token });
  await until("the next round has begun", () => third?.state.match.round === 2);
  expect(kept).toHaveLength(1);
});

test("people who are on their way back at the time find their seat", async () => {
  handOverHere(server);
  const { ann, bob, room } = await openRoom();
  const { reconnectionToken } = bob.room;
  bob.room.connection.transport.close();
  await until("it is held", () => Array.from(room.state.roster.values()).some(({ connected }) => !connected));
  const id = bob.id;
  const next = await hand(room);
  const token = ann.heard.identity[0]?.token ?? "";
  await until("the other is told", () => ann.closed);
  await Guest.joinById(server.url, next.roomId, { token });
  await until("nobody waits for one who was away", () => next.report().tick.ticks > 0);
  const entry = Array.from(next.state.roster.values()).find((each) => each.id === id);
  expect(entry).toMatchObject({ connected: false });
  const [, secret = ""] = reconnectionToken.split(":");
  const again = await settled(new Client(server.url).reconnect(`${room.roomId}:${secret}`));
  again.onMessage("*", () => {});
  await until("it is back", () => entry?.connected);
});
