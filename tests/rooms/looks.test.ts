import { settings } from "@fray/game-client/internal/settings/settings";
import { packAppearance } from "@fray/shared-state/protocol/appearance";
import { afterAll, beforeAll, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { TestPlayer } from "../support/player.ts";
import { pass, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel", "--joins-per-minute", "0"] });
});
afterAll(() => server.stop());

const LOOK = packAppearance({ color: 5, pattern: 6, trail: 2 });

test("a look is what everybody sees of its wearer from the join on, also in the next round", async () => {
  const ann = await Guest.join(server.url, { name: "Ann", look: LOOK });
  const bea = await Guest.join(server.url, { name: "Bea" });
  const seen = () => bea.room.state.roster.get(ann.room.sessionId)?.look;
  expect(await until("it is there", seen)).toBe(LOOK);
  expect(bea.entry?.look).toBe(0);
  const { round } = onlyRoom().state.match;
  onlyRoom().control.playRound(0);
  await until("the next round begins", () => onlyRoom().state.match.round !== round);
  expect(seen()).toBe(LOOK);
  await Promise.all([ann.leave(), bea.leave()]);
});

test("a look comes along to a room that is created, or joined by its id", async () => {
  const ann = await Guest.create(server.url, {}, { name: "Ann", look: LOOK });
  const bea = await Guest.joinById(server.url, ann.room.roomId, { name: "Bea", look: LOOK - 1 });
  expect([ann.entry?.look, bea.entry?.look]).toEqual([LOOK, LOOK - 1]);
  await Promise.all([ann.leave(), bea.leave()]);
});

test.each([{ look: -1 }, { look: 2 ** 16 }, { look: 15 }, { look: 0.5 }, { look: "7" }, { title: 99 }, { title: {} }])(
  "%j is refused with a code and a reason, and costs the others nothing",
  async (forged) => {
    const ann = await Guest.join(server.url, { name: "Ann" });
    await expect(Guest.join(server.url, forged as object)).rejects.toMatchObject({
      code: 422,
      message: expect.stringMatching(/join option (?:look|title)/),
    });
    expect(onlyRoom().state.roster.size).toBe(1);
    expect(ann.closed).toBeUndefined();
    await ann.leave();
  },
);

test("a title that deeds have not earned is not shown, and its wearer is told; level and earned titles are", async () => {
  const { progress } = server.context;
  progress.progressOf = async () => ({ points: 300, botPoints: 0, deeds: { revenge: 25 } });
  const proud = await Guest.join(server.url, { name: "Proud", title: 6 });
  const ann = await Guest.join(server.url, { name: "Ann", title: 2 });
  await until("the levels are there", () => proud.entry?.level === 3 && ann.entry?.level === 3);
  expect([proud.entry?.title, ann.entry?.title]).toEqual([0, 2]);
  await until("the notice is there", () => proud.heard.notice.length > 0);
  expect(proud.heard.notice).toMatchObject([{ code: "notAllowed", text: "You have not earned that title yet." }]);
  expect(ann.heard.notice).toEqual([]);
  progress.progressOf = async () => Promise.reject(new Error("down"));
  const late = await Guest.join(server.url, { name: "Late", title: 2 });
  expect(late.entry).toMatchObject({ level: 0, title: 0 });
  await Promise.all([proud.leave(), ann.leave(), late.leave()]);
});

test("a look that is changed during a game is seen at once, by who comes later too", async () => {
  const ann = await Guest.join(server.url, { name: "Ann", look: LOOK });
  const bea = await Guest.join(server.url, { name: "Bea" });
  const seen = () => bea.room.state.roster.get(ann.room.sessionId)?.look;
  await until("it is there", seen);
  ann.say("wear", { look: LOOK - 1, title: 0 });
  await until("it has changed", () => seen() === LOOK - 1);
  const cid = await Guest.join(server.url, { name: "Cid" });
  expect(cid.room.state.roster.get(ann.room.sessionId)?.look).toBe(LOOK - 1);
  expect(ann.heard.notice).toEqual([]);
  await Promise.all([ann.leave(), bea.leave(), cid.leave()]);
});

test.each([
  { look: 15, title: 0 },
  { look: -1, title: 0 },
  { look: 2 ** 16, title: 0 },
  { look: "7", title: 0 },
  { look: LOOK },
  { look: LOOK, title: 99 },
  undefined,
  [LOOK, 0],
])("a change to %j is refused with a code, and nobody sees it", async (forged) => {
  const ann = await Guest.join(server.url, { name: "Ann", look: LOOK });
  ann.say("wear", forged);
  await until("she is told", () => ann.heard.notice.length > 0);
  expect(ann.heard.notice[0]?.code).toBe("malformed");
  expect(onlyRoom().state.roster.get(ann.sessionId)?.look).toBe(LOOK);
  await ann.leave();
});

test("changes that come too often are refused, and a title that is not earned too", async () => {
  const ann = await Guest.join(server.url, { name: "Ann" });
  for (let times = 0; times < 20; times++) ann.say("wear", { look: times % 2 ? LOOK : 0, title: 0 });
  await until("she is told", () => ann.heard.notice.length > 0);
  expect(ann.heard.notice[0]?.code).toBe("tooFast");
  expect(onlyRoom().report().counters.messagesRefused.tooFast).toBeGreaterThanOrEqual(14);
  await pass(2000);
  ann.heard.notice.length = 0;
  ann.say("wear", { look: LOOK, title: 6 });
  await until("she is told", () => ann.heard.notice.length > 0);
  expect(ann.heard.notice).toMatchObject([{ code: "notAllowed", text: "You have not earned that title yet." }]);
  await until("the look is there", () => ann.entry?.look === LOOK);
  expect(ann.entry?.title).toBe(0);
  await ann.leave();
});

test("the page sends a change once, and of many quick ones the last", async () => {
  const player = await TestPlayer.join(server.http, "Ann");
  const bea = await Guest.join(server.url, { name: "Bea" });
  const looks: number[] = [];
  bea.room.onStateChange(({ roster }) => {
    const look = Array.from(roster.values()).find(({ name }) => name === "Ann")?.look ?? 0;
    if (look !== looks.at(-1)) looks.push(look);
  });
  for (let color = 1; color <= 8; color++) settings.set({ look: packAppearance({ color, pattern: 0, trail: 0 }) });
  await until("the last is there", () => looks.at(-1) === 8);
  await pass(5000);
  expect(looks.filter((look) => look > 0)).toEqual([1, 8]);
  settings.set({ look: 0 });
  await Promise.all([player.leave(), bea.leave()]);
});
