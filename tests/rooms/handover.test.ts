import { Client } from "@colyseus/sdk";
import { redirectRoom } from "@fray/netcode/client";
import { drain } from "@fray/server/internal/operations/drain";
import type { ArenaRoom } from "@fray/server/internal/rooms/arena-room";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import type { ServerMessages } from "@fray/shared-state/protocol/messages";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { copyFighter } from "@fray/shared-state/simulation/body";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { TestPlayer } from "../support/player.ts";
import { pass, settled, until } from "../support/until.ts";
import { playHere } from "../support/virtual-bots.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { hand, handOverHere, move, roomOf } from "./hand-over-here.ts";
import { compareWithTruth } from "./truth.ts";

/** The longest time without a patch, in ms. */
const GAP_MS = 300;

let server: VirtualServer;
beforeEach(async () => {
  const args = ["--map", "kiln,foundry", "--mode=", "--round-seconds", "300", "--max-players", "80"];
  server = await startVirtual({ args });
  handOverHere(server);
});
afterEach(() => server.stop());

function entryOf({ state }: ArenaRoom, name: string): RosterEntry {
  const entry = Array.from(state.roster.values()).find((each) => each.name === name);
  if (!entry) throw new Error(`${name} is not in the room`);
  return entry;
}

const SCORE = { score: 7, kills: 9, deaths: 2 };

describe.for([
  ["views", 24],
  ["records", 80],
] as const)("a room that sends %s", ([, maxPlayers]) => {
  test("is continued at another node: place, team, score, time, owner, chat and settings, without a visible break", async () => {
    const ann = await TestPlayer.join(server.http, "Ann", {
      create: { mode: "tdm", maxPlayers, bots: 0, name: "Den" },
    });
    const { game } = ann;
    const old = roomOf(game.roomId);
    const bob = await TestPlayer.join(server.http, "Bob", { roomId: old.roomId });
    const eve = await TestPlayer.join(server.http, "Eve", { roomId: old.roomId, spectate: true });
    await until("the round counts", () => old.state.match.phase === 1 && ann.frame?.self?.alive);
    bob.game.say("all", "before");
    Object.assign(entryOf(old, "Ann"), SCORE);
    old.state.match.scores.splice(0, 2, 11, 5);
    await until("all know it", () => ann.game.standings().find(({ self }) => self)?.score === SCORE.score);
    ann.play = () => ({ moveX: 1, moveY: 0.5, aim: 1, buttons: 0 });
    await pass(300);
    for (const { game: each } of [ann, bob, eve]) each.takeTalk();

    let longestMs = 0;
    let seen = { at: performance.now(), patches: game.stats().patches };
    const states = new Set<string>();
    ann.onFrame = () => {
      const { patches } = game.stats();
      if (patches !== seen.patches) seen = { at: performance.now(), patches };
      longestMs = Math.max(longestMs, performance.now() - seen.at);
      states.add(game.status().state);
    };
    const body = copyFighter(
      [...old.state.players.values()].find(({ id }) => id === entryOf(old, "Ann").id) ?? raise(),
    );
    const { endTick, round } = old.state.match;
    const shownAt = { ms: performance.now(), left: ann.frame?.round.secondsLeft ?? 0 };
    const next = await move(old);
    expect(next.roomId).not.toBe(old.roomId);
    await until("all are there", () => [ann, bob, eve].every((each) => each.game.status().state === "online"));
    expect([ann, bob, eve].map((each) => each.game.roomId)).toEqual([next.roomId, next.roomId, next.roomId]);
    expect(entryOf(next, "Ann")).toMatchObject({ ...SCORE, team: body.team, id: body.id, connected: true });
    expect([...next.state.match.scores]).toEqual([11, 5]);
    expect(next.state.match).toMatchObject({ endTick, round, phase: 1 });
    const { x, y } = [...next.state.players.values()].find(({ id }) => id === body.id) ?? raise();
    // It runs on at 10 u/s while the test waits.
    expect(Math.hypot(x - body.x, y - body.y)).toBeLessThan(1.5);
    expect(next.state.room.toJSON()).toMatchObject({ name: "Den", owner: entryOf(next, "Ann").id });
    await pass(1000);
    expect(longestMs).toBeLessThan(GAP_MS);
    // The page's clock stands still for as long as the room does, and for no longer.
    const pausedMs = performance.now() - shownAt.ms - (shownAt.left - (ann.frame?.round.secondsLeft ?? 0)) * 1000;
    expect(pausedMs).toBeGreaterThan(-50);
    expect(pausedMs).toBeLessThan(GAP_MS);
    expect(states).not.toContain("closed");
    // Nobody is told of people who come back, and no line comes twice.
    for (const { game: each } of [ann, bob, eve]) expect(each.takeTalk()).toEqual([]);
    ann.game.say("all", "after");
    await until("it is heard", () => bob.game.takeTalk().some((talk) => talk.type === "chat" && talk.text === "after"));
    const standings = ({ game: each }: TestPlayer) =>
      each.standings().map(({ id, name, team, score }) => ({ id, name, team, score }));
    expect(standings(eve)).toEqual(standings(ann));
    // The prediction is exact again.
    const { corrections } = game.stats();
    await pass(2000);
    expect(game.stats().corrections).toBe(corrections);
    expect(Math.hypot((ann.frame?.self?.x ?? 0) - x, (ann.frame?.self?.y ?? 0) - y)).toBeGreaterThan(0);
    for (const player of [ann, bob, eve]) await player.leave();
  });
});

test("what a client holds afterwards is what the room holds, in every patch", async () => {
  const guest = await Guest.create(server.url, { mode: "ffa", bots: 0, maxPlayers: 24 });
  const { roomId: oldId } = guest.room;
  // Who has left leaves a gap in the numbers of the state's objects. The other room has none, so that the number of one
  // member's body here is that of another member's entry there.
  const gone = await Guest.joinById(server.url, oldId);
  const other = await Guest.joinById(server.url, oldId);
  const watcher = await Guest.joinById(server.url, oldId, { spectate: true });
  const third = await Guest.joinById(server.url, oldId);
  await gone.leave();
  const all = [guest, other, watcher, third];
  for (const { room } of all) {
    room.reconnection.enabled = true;
    room.reconnection.minUptime = 0;
    room.onMessage<ServerMessages["moved"]>("moved", ({ roomId, node }) => {
      if (node) redirectRoom(room, { roomId, ...node });
    });
  }
  await until("the round counts", () => guest.room.state.match.phase === 1);
  const next = await move(roomOf(guest.room.roomId));
  await until("the old room is gone", () => server.context.arenas.size === 1);
  const comparison = compareWithTruth(guest);
  const input = other.room.input<{ moveX: number }>();
  for (let step = 0; step < 60; step++) {
    input.data.moveX = step % 20 < 10 ? 1 : -1;
    input.send();
    await pass(33);
  }
  expect(comparison.compared).toBeGreaterThan(30);
  expect(comparison.untrue).toEqual([]);
  expect(guest.room.roomId).toBe(next.roomId);
  for (const each of all) await each.leave();
});

test.for(["ctf", "hill"] as const)("the objectives of %s stay where they are", async (mode) => {
  const a = await Guest.create(server.url, { mode, bots: 0, maxPlayers: 24 });
  await Guest.joinById(server.url, a.room.roomId);
  const old = roomOf(a.room.roomId);
  await until("the round counts", () => old.state.match.phase === 1);
  const [flag] = old.state.match.flags;
  if (flag) Object.assign(flag, { x: 7, y: 9, home: false, returnTick: 9000 });
  await pass(1000);
  const { hill } = old.state.match;
  const before = JSON.stringify([
    old.state.match.flags,
    mode === "hill" && { x: hill.x, y: hill.y, moveTick: hill.moveTick },
  ]);
  const next = await hand(old);
  const after = next.state.match;
  expect(
    JSON.stringify([
      after.flags,
      mode === "hill" && { x: after.hill.x, y: after.hill.y, moveTick: after.hill.moveTick },
    ]),
  ).toBe(before);
});

test("a node hands over one room after the other, so that the people of one arrive before the next stands still", async () => {
  const ann = await Guest.create(server.url, { mode: "tdm", bots: 0, name: "Den" }, { name: "Ann" });
  const bob = await Guest.create(server.url, { mode: "ctf", bots: 0, name: "Hut" }, { name: "Bob" });
  const before = Array.from(server.context.arenas);
  const leftAt: number[] = [];
  const { admission } = server.context;
  const { peers } = admission;
  admission.peers = {
    ...peers,
    handOver: async (capture) => {
      leftAt.push(performance.now());
      // Here the other node is this server, which must not refuse to take the room.
      admission.isDraining = false;
      return peers.handOver(capture);
    },
  };
  await settled(drain(60, server.context));
  expect(before.every((room) => !server.context.arenas.has(room))).toBe(true);
  expect(leftAt).toHaveLength(2);
  const [first = 0, second = 0] = leftAt;
  expect(second - first).toBeGreaterThanOrEqual(1000);
  await ann.leave();
  await bob.leave();
});

test("bots stay the same bots in the same fight", async () => {
  const owner = await Guest.create(server.url, { mode: "ffa", bots: 0, maxPlayers: 24 });
  const bots = playHere("--url", server.url, "--count", "4", "--room", owner.room.roomId);
  const old = roomOf(owner.room.roomId);
  await until("all are in", () => old.state.roster.size === 5);
  await until("some have died", () => Array.from(old.state.roster.values()).some(({ deaths }) => deaths > 0));
  const scores = Array.from(old.state.roster.values(), ({ id, name, kills, deaths }) => ({ id, name, kills, deaths }));
  const next = await move(old);
  for (const { id, name, kills, deaths } of scores) {
    const entry = entryOf(next, name);
    expect(entry.id).toBe(id);
    expect(entry.kills).toBeGreaterThanOrEqual(kills);
    expect(entry.deaths).toBeGreaterThanOrEqual(deaths);
  }
  await pass(5000);
  expect(Array.from(next.state.roster.values()).filter(({ bot, connected }) => bot && connected)).toHaveLength(4);
  expect(bots.report()).toMatchObject({ joined: 4, failed: 0, disconnects: {} });
  await bots.stop();
  await until("the guest was told", () => owner.closed);
});

test("a bot of the other node goes on for the host's own bot, with its name and score", async () => {
  const { ownToken: botToken } = server.context.admission.bots;
  const ann = await TestPlayer.join(server.http, "Ann", { create: { mode: "ffa", bots: 0, maxPlayers: 3 } });
  const old = roomOf(ann.game.roomId);
  const joinBot = (roomId: string, name: string) =>
    settled(new Client(server.url).joinById<ArenaState>(roomId, { name, bot: true, botToken }, ArenaState));
  const [first, second] = [await joinBot(old.roomId, "Rex"), await joinBot(old.roomId, "Max")];
  await until("the round counts", () => old.state.match.phase === 1);
  const [rex, max] = [entryOf(old, "Rex").id, entryOf(old, "Max").id];
  Object.assign(entryOf(old, "Rex"), SCORE);
  const next = await move(old);
  expect(entryOf(next, "Rex")).toMatchObject({ ...SCORE, id: rex, connected: false, backfill: true });
  await until("the others were sent away", () => !first.connection.isOpen && !second.connection.isOpen);
  const joined = [await joinBot(next.roomId, "Zoe"), await joinBot(next.roomId, "Kim")];
  await until("both go on", () => Array.from(next.state.roster.values()).every(({ connected }) => connected));
  expect(next.state.roster.size).toBe(3);
  expect(entryOf(next, "Rex")).toMatchObject({ ...SCORE, id: rex, bot: true, backfill: true });
  expect(entryOf(next, "Max").id).toBe(max);
  for (const room of joined) await settled(room.leave());
  await ann.leave();
});

test("a stock client is told where its session is held, and resumes it with its token", async () => {
  const guest = await Guest.create(server.url, { mode: "tdm", bots: 0, maxPlayers: 24 });
  const mate = await Guest.joinById(server.url, guest.room.roomId);
  const { roomId, reconnectionToken } = guest.room;
  await until("the round counts", () => guest.room.state.match.phase === 1);
  const old = roomOf(roomId);
  const id = guest.id;
  const name = guest.entry?.name ?? "";
  Object.assign(entryOf(old, name), SCORE);
  const next = await hand(old);
  await until("both are told", () => guest.closed && mate.closed);
  expect([guest.closed, mate.closed]).toEqual([CLOSE.moved, CLOSE.moved]);
  expect(guest.heard.moved).toEqual([{ roomId: next.roomId, node: expect.anything() }]);
  const [, token = ""] = reconnectionToken.split(":");
  // Of a stranger, the room takes nobody while it waits.
  await expect(Guest.joinById(server.url, next.roomId)).rejects.toMatchObject({ code: JOIN_REFUSED.full });
  // The old id leads there too.
  const again = await settled(new Client(server.url).reconnect<ArenaState>(`${roomId}:${token}`));
  again.onMessage("*", () => {});
  expect([again.roomId, again.sessionId]).toEqual([next.roomId, guest.sessionId]);
  await until("it has its score", () => again.state.roster?.get(again.sessionId)?.score === SCORE.score);
  expect(again.state.roster.get(again.sessionId)?.id).toBe(id);
  await until("it goes on without the other", () => next.report().tick.ticks > 0);
  await settled(again.leave());
});

function raise(): never {
  throw new Error("there is no body");
}
