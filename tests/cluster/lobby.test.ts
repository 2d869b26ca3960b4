import type { Mode } from "@fray/shared-state/match/modes";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { LobbyGuest } from "../support/lobby-guest.ts";
import { startRedis, type RedisServer } from "../support/redis.ts";
import { until } from "../support/until.ts";
import { healthOf, redisProgram, twoNodes } from "./nodes.ts";

const program = redisProgram();
let redis: RedisServer | undefined;
beforeAll(async () => {
  if (program) redis = await startRedis(program);
});
afterAll(() => redis?.kill());
const PASSWORD = "correct horse battery";
const two = twoNodes(
  () => redis,
  "--mode",
  "ffa,tdm",
  "--rooms-per-address",
  "100",
  "--joins-per-minute",
  "0",
  "--admin-password",
  PASSWORD,
);

/** Two people with a room each, at different nodes, and one in the lobby. The first room is at the first node. */
async function peopleAtBoth() {
  const nodes = two();
  const guests: Guest[] = [];
  const roomsAt = async (node: (typeof nodes)[number]): Promise<string[]> =>
    (await healthOf(node)).rooms.map(({ roomId }) => roomId);
  const guestAt = async (node: (typeof nodes)[number]) => {
    const here = await roomsAt(node);
    return guests.find(({ room }) => here.includes(room.roomId));
  };
  return until("both have a room", async () => {
    guests.push(await Guest.create(nodes[0].url));
    const [here, there] = [await guestAt(nodes[0]), await guestAt(nodes[1])];
    return here && there && { here, there, guests, lobby: await LobbyGuest.join(nodes[0].url) };
  });
}

/** Presses a button of the admin page. */
async function order(node: { readonly http: string }, fields: Record<string, string>): Promise<void> {
  const authorization = `Basic ${Buffer.from(`admin:${PASSWORD}`).toString("base64")}`;
  const answer = await fetch(`${node.http}/admin/sanctions`, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { authorization },
    redirect: "manual",
  });
  expect(answer.status).toBe(303);
}

/** Lifts the only ban that holds, at a node. */
async function lift(node: { readonly http: string }): Promise<void> {
  const authorization = `Basic ${Buffer.from(`admin:${PASSWORD}`).toString("base64")}`;
  const page = await (await fetch(`${node.http}/admin/`, { headers: { authorization } })).text();
  const [, id = ""] = /action="sanctions"><input type="hidden" name="id" value="([^"]+)"/.exec(page) ?? [];
  await order(node, { do: "lift", id });
}

/** Most patches that a room sends in one second. */
const PATCHES_PER_SECOND = 30;

describe.skipIf(!program)("two nodes behind one Redis", () => {
  test("have one lobby that lists the rooms of both, and knows where friends are", async () => {
    const [a, b] = two();
    const [eve, ann] = [await LobbyGuest.join(a.url, { name: "Eve" }), await LobbyGuest.join(b.url, { name: "Ann" })];
    expect(eve.room.roomId).toBe(ann.room.roomId);
    eve.say("friends", { codes: [ann.friendCode] });
    const dens: Guest[] = [];
    await until("both have a room", async () => {
      const who = dens.length === 0 ? { token: ann.token, name: "Ann" } : {};
      dens.push(await Guest.create(a.url, { name: `Den ${dens.length}` }, who));
      const homes = await Promise.all([a, b].map(healthOf));
      return homes.every(({ rooms }) => rooms.length > 0);
    });
    for (const { room } of dens) await until("it is listed", () => eve.listing(room.roomId)?.people === 1);
    await until("the friend is found", () => eve.heard.friends.at(-1)?.[0]?.where === "room");
    expect(eve.heard.friends.at(-1)).toEqual([
      { code: ann.friendCode, name: "Ann", where: "room", roomId: dens[0]?.room.roomId },
    ]);
    for (const guest of [...dens, eve, ann]) await guest.leave();
  });

  test("take a code that the other has given, once, and show the card of the other's room", async () => {
    const [a, b] = two();
    const ann = await Guest.create(a.url, { name: "Ann's den" }, { name: "Ann" });
    const { token = "" } = ann.heard.identity[0] ?? {};
    const post = (at: string, path: string, body: object, headers = {}) =>
      fetch(`${at}/api/my-data/${path}`, { method: "POST", body: JSON.stringify(body), headers });
    const carried = { look: 5, title: 0, crosshair: 3 };
    const given = await post(a.http, "code", carried, { authorization: `Bearer ${token}` });
    const { code } = (await given.json()) as { code: string };
    const taken = await post(b.http, "claim", { code });
    expect(await taken.json()).toMatchObject({ token, carried });
    expect((await post(a.http, "claim", { code })).status).toBe(403);
    for (const { http } of [a, b])
      await until("the card is there", async () => {
        const page = await (await fetch(`${http}/?room=${ann.room.roomId}`)).text();
        return page.includes('og:title" content="Fray: Ann');
      });
    await ann.leave();
  });

  test("enforce a room's password, lock and bans at either node", async () => {
    const [a, b] = two();
    const ann = await Guest.create(a.url, { password: "right" }, { name: "Ann" });
    const { roomId } = ann.room;
    for (const { url } of [a, b]) {
      await expect(Guest.joinById(url, roomId)).rejects.toMatchObject({ code: JOIN_REFUSED.passwordNeeded });
      await expect(Guest.joinById(url, roomId, { password: "wrong" })).rejects.toMatchObject({
        code: JOIN_REFUSED.wrongPassword,
        message: expect.stringContaining("not the password"),
      });
    }
    const bob = await Guest.joinById(b.url, roomId, { password: "right" });
    const token = bob.heard.identity[0]?.token ?? "";
    ann.say("ban", { id: bob.id });
    await until("it is sent away", () => bob.closed);
    for (const { url } of [a, b]) {
      const again = Guest.joinById(url, roomId, { password: "right", token });
      await expect(again).rejects.toMatchObject({ code: JOIN_REFUSED.banned });
    }
    await ann.leave();
  });

  test.each([
    ["an identity", ({ there }: { there: Guest }) => there.heard.identity[0]?.id ?? "", [false, true, false]],
    ["an address", () => "127.0.0.1", [true, true, true]],
    ["a network", () => "127.0.0.0/8", [true, true, true]],
  ] as const)(
    "hold a ban of %s that one of them imposes, within a second, in rooms and the lobby",
    async (_, target, out) => {
      const [a, b] = two();
      const people = await peopleAtBoth();
      const { here, there, guests, lobby } = people;
      let lobbyClosed: number | undefined;
      lobby.room.onLeave((code) => (lobbyClosed = code));
      await order(a, { do: "ban", target: target(people), hours: "1", reason: "spam" });
      const { patches } = there;
      await until("the ban holds at the other node", () => there.closed !== undefined);
      expect(there.patches - patches).toBeLessThanOrEqual(PATCHES_PER_SECOND);
      await until("it holds everywhere", () =>
        [here.closed, there.closed, lobbyClosed].every((code, index) => !out[index] || code !== undefined),
      );
      expect([here.closed, there.closed, lobbyClosed]).toEqual(
        out.map((isOut) => (isOut ? CLOSE.bannedFromServer : undefined)),
      );
      const token = there.heard.identity[0]?.token ?? "";
      const banned = { code: JOIN_REFUSED.bannedFromServer, message: expect.stringContaining("Reason: spam") };
      for (const { url } of [a, b]) {
        await expect(Guest.join(url, { token })).rejects.toMatchObject(banned);
        await expect(LobbyGuest.join(url, { token })).rejects.toMatchObject(banned);
      }
      await lift(b);
      for (const { url } of [b, a])
        guests.push(await until("they may come again", () => Guest.join(url, { token }).catch(() => undefined)));
      for (const guest of [...guests, lobby]) await guest.leave();
    },
  );

  test("lead a party of four to one room and one side, whichever node each of them asks", async () => {
    const [a, b] = two();
    const lobby = await LobbyGuest.join(a.url);
    lobby.say("party", {});
    const { token: party } = await until("it has a party", () => lobby.heard.party[0]);
    const strangers = [await Guest.join(a.url, { mode: "tdm" }), await Guest.join(b.url, { mode: "ffa" })];
    const join = (url: string, index: number, mode: Mode) => Guest.join(url, { name: `Member ${index}`, mode, party });
    // Alone, each of the others would be led to the room with the other mode.
    const leader = await join(a.url, 0, "tdm");
    const members = [leader, ...(await Promise.all([b, a, b].map(({ url }, index) => join(url, index + 1, "ffa"))))];
    expect(new Set(members.map(({ room }) => room.roomId)).size).toBe(1);
    await until("all have a side", () => members.every(({ entry }) => entry && entry.team > 0));
    expect(new Set(members.map(({ entry }) => entry?.team)).size).toBe(1);
    await until("each is told of all", () => members.every(({ heard }) => heard.party.at(-1)?.members.length === 4));
    // Somebody who was away comes back to the others by way of the other node.
    const [first, ...rest] = members;
    await first?.leave();
    const again = await join(b.url, 0, "ffa");
    expect(again.room.roomId).toBe(rest[0]?.room.roomId);
    await until("it has a side", () => again.entry && again.entry.team > 0);
    expect(again.entry?.team).toBe(rest[0]?.entry?.team);
    for (const guest of [...strangers, ...rest, again, lobby]) await guest.leave();
  });
});
