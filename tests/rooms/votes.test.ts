import { afterAll, beforeAll, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel", "--joins-per-minute", "0", "--bots", "0"] });
});
afterAll(() => server.stop());

test("people vote somebody out, who may come back with the next round; each has a number that stays", async () => {
  const [ann, bob, eve] = [
    await Guest.join(server.url, { name: "Ann" }),
    await Guest.join(server.url, { name: "Bob" }),
    await Guest.join(server.url, { name: "Eve" }),
  ];
  const personOf = ({ room, sessionId }: Guest) => room.state.roster.get(sessionId)?.person ?? 0;
  const people = [personOf(ann), personOf(bob), personOf(eve)];
  expect(new Set(people).size).toBe(3);
  expect(people).not.toContain(0);
  ann.say("vote", { id: eve.id });
  await until("all are told", () => [ann, bob, eve].every(({ heard }) => heard.notice.length > 0));
  expect(bob.heard.notice).toEqual([
    { code: "vote", text: expect.stringContaining("Ann votes to remove Eve: 1 of 2") },
  ]);
  bob.say("vote", { id: eve.id });
  await until("Eve is out", () => eve.closed !== undefined);
  await until("the others are told", () => ann.heard.presence.some(({ what }) => what === "kicked"));
  const token = eve.heard.identity[0]?.token ?? "";
  await expect(Guest.joinById(server.url, ann.room.roomId, { name: "Eve", token })).rejects.toMatchObject({
    code: 471,
  });
  await Promise.all([ann.leave(), bob.leave()]);
});

test.each([{ id: 0 }, { id: "1" }, undefined, { id: 70_000 }])("a vote for %j is refused", async (message) => {
  const ann = await Guest.join(server.url, { name: "Ann" });
  ann.say("vote", message);
  await until("the sender is told", () => ann.heard.notice.length > 0);
  expect(ann.heard.notice[0]?.code).toBe("malformed");
  await ann.leave();
});
