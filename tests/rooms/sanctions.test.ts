import type { Ask } from "@fray/server/internal/storage/queries";
import type { Report } from "@fray/server/internal/storage/report";
import type { Sanction } from "@fray/server/internal/storage/sanction";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { LobbyGuest } from "../support/lobby-guest.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const ID = "00000000-0000-4000-8000-000000000001";
const ARGS = ["--map", "duel", "--joins-per-minute", "0", "--bots", "0"];

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ARGS });
});
afterEach(() => server.context.moderation.lift(ID));
afterAll(() => server.stop());

function sanctionOf(changes: Partial<Sanction>): Sanction {
  const createdAt = server.context.moderation.now;
  const common = { id: ID, kind: "ban", by: "player", target: "", name: "Eve", reason: "spam", author: "Mo" } as const;
  return { ...common, createdAt, endsAt: createdAt + 3_600_000, ...changes };
}

const identityOf = ({ heard }: Guest) => heard.identity[0] ?? { id: "", token: "" };
/** Joins from an address of the person's own. */
const joinFrom = (address: string, options: object = {}) =>
  Guest.join(server.dial({ address }).endpoint.replace("http", "ws"), options);
const BANNED = { code: JOIN_REFUSED.bannedFromServer, message: expect.stringMatching(/until 2.* UTC\. Reason: spam/) };

describe("a ban by the people who run the server", () => {
  test("removes a person at once, tells why, and keeps out that identity alone, as player, spectator and in the lobby", async () => {
    const eve = await joinFrom("192.0.2.7", { name: "Eve" });
    const neighbour = await joinFrom("192.0.2.7", { name: "Ned" });
    const { id, token } = identityOf(eve);
    const lobby = await LobbyGuest.join(server.url, { token });
    let lobbyClosed: number | undefined;
    lobby.room.onLeave((code) => (lobbyClosed = code));
    server.context.moderation.impose(sanctionOf({ target: id }));
    await until("Eve is out", () => eve.closed !== undefined && lobbyClosed !== undefined);
    expect(lobbyClosed).toBe(CLOSE.bannedFromServer);
    expect(eve.closed).toBe(CLOSE.bannedFromServer);
    expect(eve.heard.notice.at(-1)).toMatchObject({ code: "banned", text: BANNED.message });
    for (const options of [{ token }, { token, spectate: true }])
      await expect(joinFrom("192.0.2.99", options)).rejects.toMatchObject(BANNED);
    await expect(LobbyGuest.join(server.url, { token })).rejects.toMatchObject(BANNED);
    expect(neighbour.closed).toBeUndefined();
    const pupil = await joinFrom("192.0.2.7", { name: "New" });
    await Promise.all([neighbour.leave(), pupil.leave()]);
  });

  test("of a network keeps out everybody and every bot in it, and nobody beside it", async () => {
    const inside = await joinFrom("2001:db8:0:1::5", { name: "In" });
    const outside = await joinFrom("2001:db8:0:2::5", { name: "Out" });
    server.context.moderation.impose(sanctionOf({ by: "network", target: "2001:db8:0:1::/64" }));
    await until("they are out", () => inside.closed !== undefined);
    const { token } = identityOf(inside);
    for (const options of [{}, { token }, { bot: true }])
      await expect(joinFrom("2001:db8:0:1:ffff::1", options)).rejects.toMatchObject(BANNED);
    expect(outside.closed).toBeUndefined();
    const moved = await joinFrom("2001:db8:0:2::6", { token });
    await Promise.all([outside.leave(), moved.leave()]);
  });

  test("ends by itself", async () => {
    const { moderation } = server.context;
    const eve = await joinFrom("192.0.2.7", { name: "Eve" });
    const { id, token } = identityOf(eve);
    moderation.impose(sanctionOf({ target: id, endsAt: moderation.now + 10_000 }));
    await until("Eve is out", () => eve.closed !== undefined);
    await expect(joinFrom("192.0.2.7", { token })).rejects.toMatchObject(BANNED);
    await until("the ban is over", () => moderation.sanctions.at(moderation.now).length === 0);
    await (await joinFrom("192.0.2.7", { token })).leave();
  });
});

test("a muted person plays on, is refused what they write, and reads until when", async () => {
  const eve = await joinFrom("192.0.2.7", { name: "Eve" });
  server.context.moderation.impose(sanctionOf({ kind: "mute", target: identityOf(eve).id }));
  eve.say("chat", { text: "hello" });
  await until("she is told", () => eve.heard.notice.length > 0);
  expect(eve.heard.notice[0]).toMatchObject({
    code: "notAllowed",
    text: expect.stringContaining("muted on this server"),
  });
  expect(eve.heard.chat).toEqual([]);
  expect(eve.closed).toBeUndefined();
  await eve.leave();
});

describe("reports", () => {
  test("come with the last lines, once per pair, and forged ones are refused with a code", async () => {
    const stored: Report[] = [];
    const ask = async (name: string, report: unknown): Promise<unknown> => {
      if (name === "report") stored.push(report as Report);
      return [];
    };
    const nothing = (): void => {};
    await server.context.moderation.start({
      ask: ask as Ask,
      publish: nothing,
      enforce: nothing,
      forget: nothing,
      keepMs: Infinity,
    });
    const [ann, eve] = [await joinFrom("192.0.2.1", { name: "Ann" }), await joinFrom("192.0.2.2", { name: "Eve" })];
    eve.say("chat", { text: "you are all bad" });
    await until("Ann reads it", () => ann.heard.chat.length > 0);
    ann.say("report", { id: eve.id, reason: "insult", text: "look" });
    await until("Ann is thanked", () => ann.heard.notice.length > 0);
    ann.say("report", { id: eve.id, reason: "insult" });
    await until("the second is refused", () => ann.heard.notice.length > 1);
    eve.say("report", { id: eve.id, reason: "spam" });
    eve.say("report", { id: 60_000, reason: "spam" });
    eve.say("report", { id: ann.id, reason: "because" });
    await until("Eve is told", () => eve.heard.notice.length > 2);
    expect(ann.heard.notice.map(({ code }) => code)).toEqual(["reported", "tooFast"]);
    expect(eve.heard.notice.map(({ code }) => code)).toEqual(["notAllowed", "notAllowed", "malformed"]);
    expect(stored).toMatchObject([
      { target: { name: "Eve" }, reporter: { name: "Ann" }, reason: "insult", text: "look", address: "192.0.2.2" },
    ]);
    expect(stored[0]?.lines).toEqual([{ person: expect.any(Number), name: "Eve", text: "you are all bad" }]);
    await Promise.all([ann.leave(), eve.leave()]);
  });
});
