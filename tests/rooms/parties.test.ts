import { Client } from "@colyseus/sdk";
import { systemRuntime, wait } from "@fray/netcode/core";
import { inTurn } from "@fray/server/internal/parties/party-rooms";
import type { ArenaRoom } from "@fray/server/internal/rooms/arena-room";
import { hasTeams, modeOf } from "@fray/shared-state/match/modes";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import { MAX_PARTY, PARTY_TOKEN } from "@fray/shared-state/protocol/party";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { LobbyGuest } from "../support/lobby-guest.ts";
import { TestPlayer } from "../support/player.ts";
import { pass, settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { handOverHere, move, roomOf } from "./hand-over-here.ts";

const SECRET = "a secret of at least thirty-two bytes";
const ARGS = ["--map", "kiln,foundry,quarry", "--joins-per-minute", "0", "--round-seconds", "120", "--secret", SECRET];
const NAMES = ["Ann", "Bob", "Cid", "Dee"];

let server: VirtualServer;
const start = async (...args: string[]): Promise<void> => {
  server = await startVirtual({ args: [...ARGS, ...args] });
  handOverHere(server);
};
afterEach(() => server.stop());

/** Returns the token of a new party, as the lobby gives it. */
async function startParty(): Promise<string> {
  const guest = await LobbyGuest.join(server.url);
  guest.room.send("party", {});
  await until("it has a party", () => guest.heard.party.length > 0);
  await guest.leave();
  return guest.heard.party[0]?.token ?? "";
}

const entriesOf = (room: ArenaRoom, names: readonly string[]): RosterEntry[] =>
  Array.from(room.state.roster.values()).filter(({ name }) => names.includes(name));

/** Whether all of a party fight on one side, or the mode has no sides. */
function expectTogether(room: ArenaRoom): void {
  const entries = entriesOf(room, NAMES);
  expect(entries).toHaveLength(NAMES.length);
  const teams = new Set(entries.map(({ team }) => team));
  expect(teams.size).toBe(1);
  expect(teams.has(0)).toBe(!hasTeams(modeOf(room.state.match)));
}

/** Ends the round and its results, and waits for the next one. */
async function endRound(room: ArenaRoom): Promise<void> {
  const { match } = room.state;
  const { round } = match;
  await until("the round counts", () => match.phase === 1);
  match.endTick = 0;
  await until("the results", () => match.phase === 2);
  match.endTick = 0;
  await until("the next round", () => match.round > round);
}

const joinAll = (party: string): Promise<TestPlayer[]> =>
  Promise.all(NAMES.map((name) => TestPlayer.join(server.http, name, { party })));

test("four people stay on one side over ten rounds, another node and a restart of the server", async () => {
  await start("--mode=");
  const party = await startParty();
  const strangers = await Promise.all(["Eve", "Flo", "Gus"].map((name) => TestPlayer.join(server.http, name)));
  let players = await joinAll(party);
  let room = roomOf(players[0]?.game.roomId ?? "");
  expect(new Set(players.map(({ game }) => game.roomId)).size).toBe(1);
  const modes = new Set<string>();
  for (let round = 1; round <= 10; round++) {
    if (round > 1) await endRound(room);
    expectTogether(room);
    if (round === 5) {
      room = await move(room);
      await until("all are there", () =>
        [...players, ...strangers].every(({ game }) => game.status().state === "online"),
      );
      expectTogether(room);
    }
    modes.add(modeOf(room.state.match));
  }
  expect(modes.size).toBeGreaterThan(2);
  expect(players.map(({ game }) => game.party?.value.token)).toEqual(NAMES.map(() => party));
  for (const { game } of players) expect(game.party?.value.members).toHaveLength(NAMES.length);

  for (const player of [...players, ...strangers]) await player.leave();
  await server.stop();
  await start("--mode", "tdm");
  const others = await Promise.all(["Kim", "Lou", "Max"].map((name) => Guest.join(server.url, { name })));
  players = await joinAll(party);
  expect(new Set(players.map(({ game }) => game.roomId)).size).toBe(1);
  room = roomOf(players[0]?.game.roomId ?? "");
  await endRound(room);
  expectTogether(room);
  for (const each of [...players, ...others]) await each.leave();
});

test("members of a party choose a room one after the other, also when one of them fails", async () => {
  await start("--mode", "tdm");
  let running = 0;
  let most = 0;
  const choose = async (fails: boolean): Promise<void> => {
    most = Math.max(most, ++running);
    await wait(systemRuntime, 100);
    running--;
    if (fails) throw new Error("no room");
  };
  const turns = [true, false, false].map((fails) => inTurn(systemRuntime, "party", () => choose(fails)));
  const ended = await settled(Promise.allSettled(turns));
  expect(most).toBe(1);
  expect(ended.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
});

describe("quick play of a party", () => {
  beforeEach(() => start("--mode=", "--max-players", "8"));

  test("opens a room where no room has places for all of them", async () => {
    const full = await Promise.all(["a", "b", "c"].map((name) => Guest.join(server.url, { name })));
    await until("the matchmaker knows", () => roomOf(full[0]?.room.roomId ?? "").metadata.people === 3);
    const party = await startParty();
    const guests = await Promise.all(NAMES.map((name) => Guest.join(server.url, { name, party })));
    const ids = new Set(guests.map(({ room }) => room.roomId));
    expect(ids.size).toBe(1);
    expect(ids.has(full[0]?.room.roomId ?? "")).toBe(false);
    for (const guest of [...full, ...guests]) await guest.leave();
  });

  test("leads to a room of that mode, or opens one", async () => {
    const party = await startParty();
    const tdm = await Guest.join(server.url, { name: "Eve", mode: "tdm" });
    const ann = await Guest.join(server.url, { name: "Ann", mode: "ffa", party });
    expect(modeOf(roomOf(ann.room.roomId).state.match)).toBe("ffa");
    // The party decides, whatever mode the next member asks for.
    const bob = await Guest.join(server.url, { name: "Bob", mode: "tdm", party });
    expect(bob.room.roomId).toBe(ann.room.roomId);
    // Once all have left, it does not call anybody back.
    await ann.leave();
    await bob.leave();
    const cid = await Guest.join(server.url, { name: "Cid", mode: "tdm", party });
    expect(cid.room.roomId).toBe(tdm.room.roomId);
    for (const guest of [tdm, cid]) await guest.leave();
  });

  test("follows a party into a room that a member has created", async () => {
    const party = await startParty();
    const options = { name: "Ann", party };
    const ann = await Guest.create(server.url, { mode: "tdm", private: true }, options);
    await pass(1000);
    const bob = await Guest.join(server.url, { name: "Bob", party });
    expect(bob.room.roomId).toBe(ann.room.roomId);
    for (const guest of [ann, bob]) await guest.leave();
  });
});

describe("a forged party", () => {
  let token = "";
  beforeEach(async () => {
    await start("--mode", "tdm");
    token = await startParty();
  });

  const forgeries: readonly (readonly [string, () => string])[] = [
    ["a guessed id without a signature", () => "A".repeat(22)],
    ["a guessed id with a made-up signature", () => `${"A".repeat(22)}.${"B".repeat(43)}`],
    ["the id of a party without its invitation", () => token.split(".")[0] ?? ""],
    ["the signature of another party", () => `${"A".repeat(22)}.${token.split(".")[1]}`],
    ["a changed signature", () => `${token.slice(0, -2)}${token.endsWith("AA") ? "BB" : "AA"}`],
    ["a token of a guest", () => "6f1c7e52-3f0a-4b1e-9d3a-0123456789ab.token"],
  ];

  test.for(forgeries)(
    "is refused with a code by quick play, by id and when a room is created: %s",
    async ([, forge]) => {
      const party = forge();
      const host = await Guest.join(server.url);
      const refused = { code: JOIN_REFUSED.unknownParty };
      await expect(Guest.join(server.url, { party })).rejects.toMatchObject(refused);
      await expect(Guest.joinById(server.url, host.room.roomId, { party })).rejects.toMatchObject(refused);
      await expect(Guest.create(server.url, {}, { party })).rejects.toMatchObject(refused);
      expect(roomOf(host.room.roomId).state.roster.size).toBe(1);
      await host.leave();
    },
  );

  test.for([
    ["a number", 7],
    ["a list", ["x"]],
    ["a long text", "x".repeat(97)],
  ] as const)("of a wrong type is refused: %s", async ([, party]) => {
    const joining = settled(new Client(server.url).joinOrCreate<ArenaState>("arena", { party }));
    await expect(joining).rejects.toMatchObject({ code: 422 });
  });

  test("is too large: the member after the last is refused with a code, everywhere", async () => {
    const members = [];
    for (let count = 0; count < MAX_PARTY; count++) members.push(await Guest.join(server.url, { party: token }));
    const refused = { code: JOIN_REFUSED.partyFull };
    await expect(Guest.join(server.url, { party: token })).rejects.toMatchObject(refused);
    const { roomId } = members[0]?.room ?? { roomId: "" };
    await expect(Guest.joinById(server.url, roomId, { party: token })).rejects.toMatchObject(refused);
    await members.pop()?.leave();
    members.push(await Guest.join(server.url, { party: token }));
    for (const member of members) await member.leave();
  });

  test("messages about parties that make no sense are refused, and change nothing", async () => {
    const ann = await Guest.join(server.url, { party: token });
    for (const message of [undefined, true, { join: "yes" }, [true], { token }]) {
      ann.heard.notice.length = 0;
      ann.say("party", message);
      await until("she is told", () => ann.heard.notice.length > 0);
      expect(ann.heard.notice[0]?.code).toBe("malformed");
      await pass(4000);
    }
    expect(ann.heard.party.at(-1)?.token).toBe(token);
    await ann.leave();
  });
});

describe("the party of a person", () => {
  beforeEach(() => start("--mode", "tdm"));

  test("is told to its members only, and nothing of it is in the state", async () => {
    const ann = await Guest.join(server.url, { name: "Ann" });
    const eve = await Guest.joinById(server.url, ann.room.roomId, { name: "Eve" });
    ann.say("party", { join: true });
    await until("she has a party", () => ann.heard.party.length > 0);
    const { token = "" } = ann.heard.party[0] ?? {};
    expect(token).toMatch(PARTY_TOKEN);
    const bob = await Guest.joinById(server.url, ann.room.roomId, { name: "Bob", party: token });
    await until("both know", () => ann.heard.party.at(-1)?.members.length === 2);
    expect(ann.heard.party.at(-1)?.members).toEqual([ann.id, bob.id]);
    const [id = ""] = token.split(".");
    const seen = Buffer.concat(eve.frames).toString("latin1");
    expect(seen).not.toContain(id);
    expect(eve.heard.party).toEqual([]);
    expect(eve.room.state.roster.get(ann.sessionId)?.party).toBeFalsy();
    bob.say("party", { join: false });
    await until("Ann is alone in it", () => ann.heard.party.at(-1)?.members.length === 1);
    expect(bob.heard.party.at(-1)).toEqual({ token: "", members: [] });
    for (const guest of [ann, bob, eve]) await guest.leave();
  });

  test("is joined with a friend's code: the friend's side, now and in the next round", async () => {
    const lobby = await LobbyGuest.join(server.url, { name: "Ann" });
    const ann = await Guest.join(server.url, { name: "Ann", token: lobby.token });
    const { roomId } = ann.room;
    const others = [];
    for (const name of ["Eve", "Flo", "Gus"]) others.push(await Guest.joinById(server.url, roomId, { name }));
    const bob = await Guest.joinById(server.url, roomId, { name: "Bob", beside: lobby.friendCode });
    await until("the state is there", () => bob.entry?.team !== 0);
    expect(bob.entry?.team).toBe(ann.entry?.team);
    expect(bob.heard.party[0]?.members).toEqual([ann.id, bob.id]);
    for (let round = 0; round < 3; round++) {
      await endRound(roomOf(roomId));
      const [first, second] = entriesOf(roomOf(roomId), ["Ann", "Bob"]);
      expect(second?.team).toBe(first?.team);
    }
    for (const guest of [ann, bob, lobby, ...others]) await guest.leave();
  });

  test("is not joined by the code of somebody who is not there", async () => {
    const ann = await Guest.join(server.url, { name: "Ann" });
    const joining = Guest.joinById(server.url, ann.room.roomId, { beside: "A".repeat(22) });
    await expect(joining).rejects.toMatchObject({ code: JOIN_REFUSED.friendGone });
    await ann.leave();
  });
});

describe("the sides of a room", () => {
  beforeEach(() => start("--mode", "tdm"));

  const sizesOf = ({ state }: ArenaRoom): number[] =>
    [1, 2].map((side) => Array.from(state.roster.values()).filter(({ team }) => team === side).length);

  test("are evened out by the host's own bots, which play on", async () => {
    const { ownToken: botToken } = server.context.admission.bots;
    const eve = await Guest.join(server.url, { name: "Eve" });
    const room = roomOf(eve.room.roomId);
    const joinBot = (name: string) =>
      settled(new Client(server.url).joinById<ArenaState>(room.roomId, { name, bot: true, botToken }));
    const bots = [];
    for (const name of ["Rex", "Max", "Zoe", "Kim"]) bots.push(await joinBot(name));
    const party = await startParty();
    const members = await Promise.all(NAMES.map((name) => Guest.joinById(server.url, room.roomId, { name, party })));
    await until("they are even", () => {
      const [one = 0, two = 0] = sizesOf(room);
      return Math.abs(one - two) <= 1;
    });
    expectTogether(room);
    await until("all bots have their bodies", () => room.state.players.size === 9);
    for (const guest of [eve, ...members]) await guest.leave();
    for (const bot of bots) await settled(bot.leave());
  });

  test("are evened out by people who wait to respawn where no bots come", async () => {
    const ann = await Guest.create(server.url, { mode: "tdm", bots: 0 }, { name: "Ann" });
    const room = roomOf(ann.room.roomId);
    const others = [];
    for (const name of NAMES.slice(1).concat("Eve", "Flo"))
      others.push(await Guest.joinById(server.url, room.roomId, { name }));
    const all = [ann, ...others];
    const entryAt = ({ sessionId }: Guest) => room.state.roster.get(sessionId);
    await until("the round counts", () => room.state.match.phase === 1 && sizesOf(room).every((size) => size === 3));
    const team = entryAt(ann)?.team;
    const far = all.filter((guest) => entryAt(guest)?.team !== team);
    for (const guest of far.slice(1)) await guest.leave();
    await until("they have left", () => room.state.roster.size === 4);
    // Nobody is moved who lives.
    await pass(3000);
    expect(sizesOf(room).toSorted((a, b) => a - b)).toEqual([1, 3]);
    for (const body of room.state.players.values())
      if (body.team === team) Object.assign(body, { alive: false, respawnTick: room.state.match.endTick - 1 });
    await until("they are even", () => sizesOf(room).every((size) => size === 2));
    const told = () => all.filter(({ heard }) => heard.notice.some(({ code }) => code === "sides"));
    await until("somebody is told", () => told().length > 0);
    await pass(500);
    expect(told()).toHaveLength(1);
    await until("the body has the side too", () =>
      Array.from(room.state.players, ([id, body]) => room.state.roster.get(id)?.team === body.team).every(Boolean),
    );
    for (const guest of all) await guest.leave();
  });
});

describe("a mark", () => {
  beforeEach(() => start("--mode", "tdm"));

  test("is shown to the own team only, neither to the others nor to spectators", async () => {
    const ann = await Guest.join(server.url, { name: "Ann" });
    const { roomId } = ann.room;
    const bob = await Guest.joinById(server.url, roomId, { name: "Bob" });
    const cid = await Guest.joinById(server.url, roomId, { name: "Cid" });
    const eve = await Guest.joinById(server.url, roomId, { name: "Eve", spectate: true });
    const everybody = [ann, bob, cid, eve];
    const { team } = ann.entry ?? { team: 0 };
    const mates = everybody.filter(({ entry }) => entry?.team === team);
    expect(mates.length).toBeGreaterThan(0);
    expect(mates.length).toBeLessThan(3);
    ann.say("mark", { x: 12.5, y: 9 });
    await until("she has it", () => ann.heard.mark.length > 0);
    await pass(500);
    for (const guest of everybody)
      expect(guest.heard.mark).toEqual(mates.includes(guest) ? [{ id: ann.id, x: 12.5, y: 9 }] : []);
    for (const guest of everybody) await guest.leave();
  });

  test.for([
    ["outside of the map", { x: 500, y: 1 }],
    ["beyond any map", { x: 1e6, y: 1 }],
    ["before the map", { x: -1, y: 1 }],
    ["no number", { x: Number.NaN, y: 1 }],
    ["half a place", { x: 1 }],
    ["nothing", undefined],
  ] as const)("at a place that can't be is refused: %s", async ([, message]) => {
    const ann = await Guest.join(server.url);
    ann.say("mark", message);
    await until("she is told", () => ann.heard.notice.length > 0);
    expect(ann.heard.notice[0]?.code).toBe("malformed");
    expect(ann.heard.mark).toEqual([]);
    await ann.leave();
  });

  test("is refused to spectators, and too many of them to anybody", async () => {
    const ann = await Guest.join(server.url);
    const eve = await Guest.joinById(server.url, ann.room.roomId, { spectate: true });
    eve.say("mark", { x: 1, y: 1 });
    await until("she is told", () => eve.heard.notice.length > 0);
    expect(eve.heard.notice[0]?.code).toBe("notAllowed");
    for (let count = 0; count < 10; count++) ann.say("mark", { x: 1, y: 1 });
    await until("she is told", () => ann.heard.notice.some(({ code }) => code === "tooFast"));
    expect(ann.heard.mark.length).toBeLessThanOrEqual(4);
    for (const guest of [ann, eve]) await guest.leave();
  });
});

test("without teams, marks are refused", async () => {
  await start("--mode", "ffa");
  const ann = await Guest.join(server.url);
  ann.say("mark", { x: 1, y: 1 });
  await until("she is told", () => ann.heard.notice.length > 0);
  expect(ann.heard.notice[0]?.code).toBe("notAllowed");
  expect(ann.heard.mark).toEqual([]);
  await ann.leave();
});
