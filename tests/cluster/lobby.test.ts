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
const two = twoNodes(() => redis, "--rooms-per-address", "100");

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
});
