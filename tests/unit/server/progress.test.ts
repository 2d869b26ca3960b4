import { systemRuntime } from "@fray/netcode/core";
import { KnownProgress } from "@fray/server/internal/progress/known-progress";
import { CODE_LIFE_MS, MoveCodes } from "@fray/server/internal/progress/move-codes";
import { RoundTally } from "@fray/server/internal/progress/round-tally";
import { MAX_KILLS_OF_ONE } from "@fray/shared-state/progress/deed-points";
import { BOT_LEVEL_CAP, BOT_POINTS_CAP, levelOf, MAX_LEVEL, pointsOf } from "@fray/shared-state/progress/level";
import { TITLES } from "@fray/shared-state/progress/titles";
import type { DeedDone } from "@fray/shared-state/simulation/deed";
import type { BodyDied } from "@fray/shared-state/simulation/events";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const person = (id: number, more: object = {}) => ({
  id,
  playerId: `p${id}`,
  bot: false,
  team: 0,
  spectator: false,
  connected: true,
  ...more,
});
const rook = person(9, { bot: true, playerId: "" });
const membersOf = (...list: ReturnType<typeof person>[]) => new Map(list.map((member) => [member.id, member]));
const death = (killer: number, victim: number, more: Partial<BodyDied> = {}): BodyDied => ({
  type: "death",
  victim,
  killer,
  team: 0,
  weapon: "pulse",
  movedSinceSeen: 0,
  x: 0,
  y: 0,
  ...more,
});
const deed = (name: DeedDone["deed"], by: number, victim: number, count = 1): DeedDone => ({
  type: "deed",
  deed: name,
  by,
  victim,
  count,
});

describe("a round's tally", () => {
  test("has points against people and bots apart, deeds against people only, and kills and deaths by weapon", () => {
    const tally = new RoundTally();
    const members = membersOf(person(1), person(2), rook);
    tally.add([death(1, 2, { weapon: "rail" }), deed("firstBlood", 1, 2)], members);
    tally.add([death(1, 9), deed("multikill", 1, 9, 2)], members);
    expect(tally.of("p1")).toMatchObject({ points: 15, botPoints: 15, kills: [1, 1, 0, 0, 0] });
    expect(tally.of("p1")?.deeds[0]).toBe(1);
    expect(tally.of("p1")?.deeds[1]).toBe(0);
    expect(tally.of("p2")).toMatchObject({ points: 0, deaths: [0, 1, 0, 0, 0] });
    expect(tally.of("")).toBeUndefined();
  });

  test("an objective that only bots defend is one against bots", () => {
    const tally = new RoundTally();
    const alone = membersOf(person(1, { team: 1 }), person(2, { team: 1 }), { ...rook, team: 2 });
    tally.add([deed("capture", 1, 0)], alone);
    expect(tally.of("p1")).toMatchObject({ points: 0, botPoints: 40 });
    tally.add([deed("capture", 1, 0)], membersOf(person(1, { team: 1 }), person(3, { team: 2 })));
    expect(tally.of("p1")).toMatchObject({ points: 40, botPoints: 40 });
  });

  test("brings nothing for one's own death, a team mate's, or that of somebody who is away", () => {
    const tally = new RoundTally();
    const members = membersOf(person(1, { team: 1 }), person(2, { team: 1 }), person(3, { team: 2, connected: false }));
    tally.add([death(1, 1, { team: 1 }), death(1, 2, { team: 1 }), death(1, 3, { team: 2 })], members);
    tally.add([deed("revenge", 1, 3)], members);
    expect(tally.of("p1")).toMatchObject({ points: 0, botPoints: 0, kills: [0, 0, 0, 0, 0] });
  });

  test("two people who let each other win gain no more than the kills of one that count", () => {
    const tally = new RoundTally();
    const members = membersOf(person(1), person(2));
    for (let kill = 0; kill < 500; kill++) tally.add([death(1, 2), deed("streak", 1, 2)], members);
    expect(tally.of("p1")).toMatchObject({ points: MAX_KILLS_OF_ONE * 20 });
  });

  test("goes on where another node left it", () => {
    const tally = new RoundTally();
    const members = membersOf(person(1), person(2));
    tally.add([death(1, 2)], members);
    const copy = RoundTally.from(tally.snapshot());
    copy.add([death(1, 2)], members);
    expect([tally.of("p1")?.points, copy.of("p1")?.points]).toEqual([10, 20]);
  });
});

describe("levels", () => {
  test("are the inverse of the points that they need", () => {
    for (let level = 1; level <= MAX_LEVEL; level++) {
      expect(levelOf({ people: pointsOf(level), bots: 0 })).toBe(level);
      if (level > 1) expect(levelOf({ people: pointsOf(level) - 1, bots: 0 })).toBe(level - 1);
    }
  });

  test("bots bring nobody beyond the cap, however many fall, and people count on top", () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31), fc.nat(2 ** 31), (people, bots) => {
        expect(levelOf({ people: 0, bots })).toBeLessThanOrEqual(BOT_LEVEL_CAP);
        expect(levelOf({ people, bots })).toBe(levelOf({ people: people + Math.min(bots, BOT_POINTS_CAP), bots: 0 }));
      }),
    );
  });

  test("a life of farming bots ends at the cap and earns no title", async () => {
    const known = new KnownProgress();
    known.progressOf = async () => ({ points: 0, botPoints: 0, deeds: {} });
    await known.learn("p1");
    for (let round = 0; round < 200; round++) {
      const tally = new RoundTally();
      for (let kill = 0; kill < 100; kill++)
        tally.add([death(1, 9), deed("streak", 1, 9), deed("revenge", 1, 9)], membersOf(person(1), rook));
      const feats = tally.of("p1");
      if (feats) known.add("p1", feats);
    }
    expect(known.standingOf("p1", 0).level).toBe(BOT_LEVEL_CAP);
    for (const title of TITLES.keys()) expect(known.standingOf("p1", title + 1).title).toBe(0);
  });
});

test("others see a title that deeds have earned, and no other", async () => {
  const known = new KnownProgress();
  known.progressOf = async () => ({ points: 100, botPoints: 0, deeds: { revenge: 25, capture: 9 } });
  expect(await known.learn("p1")).toBe(true);
  expect(known.standingOf("p1", 2)).toEqual({ level: 2, title: 2 });
  for (const title of [6, 99]) expect(known.standingOf("p1", title).title).toBe(0);
  known.progressOf = async () => Promise.reject(new Error("down"));
  expect(await known.learn("p2")).toBe(false);
});

describe("a code that moves an identity", () => {
  const carried = { look: 5, title: 2, crosshair: 1 };
  function setUp() {
    const hashes = new Map<string, string>();
    const board = {
      hset: async (_: string, field: string, value: string) => hashes.set(field, value).size > 0,
      hgetall: async () => Object.fromEntries(hashes),
      hdel: async (_: string, field: string) => hashes.delete(field),
    };
    const clock = { now: 1_800_000_000_000 };
    const runtime = { ...systemRuntime, wallTime: () => clock.now };
    return { codes: new MoveCodes(() => board, runtime), clock, hashes };
  }

  test("is valid once, also when two devices send it at the same moment, and in any way people write it", async () => {
    const { codes, hashes } = setUp();
    const { code } = await codes.create("p1", carried);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    expect([...hashes].join()).not.toContain(code);
    const written = ` ${code.slice(0, 4)}-${code.slice(4, 8)} ${code.slice(8)}`.toLowerCase().replaceAll("0", "o");
    const claims = await Promise.all([codes.claim(written), codes.claim(code)]);
    expect(claims.filter((claim) => claim !== undefined)).toMatchObject([{ playerId: "p1", carried }]);
    expect(await codes.claim(code)).toBeUndefined();
  });

  test("is replaced by the person's next one, and ends after ten minutes", async () => {
    const { codes, clock, hashes } = setUp();
    const first = await codes.create("p1", carried);
    const second = await codes.create("p1", carried);
    expect(await codes.claim(first.code)).toBeUndefined();
    clock.now += CODE_LIFE_MS;
    expect(await codes.claim(second.code)).toBeUndefined();
    await codes.create("p2", carried);
    clock.now += CODE_LIFE_MS;
    await codes.create("p3", carried);
    expect(hashes.size).toBe(1);
  });

  test.each(["", "0", "constructor", "__proto__", "Ⅻ".repeat(12), "A".repeat(1000)])("is not %j", async (text) => {
    const { codes } = setUp();
    await codes.create("p1", carried);
    expect(await codes.claim(text)).toBeUndefined();
  });
});
