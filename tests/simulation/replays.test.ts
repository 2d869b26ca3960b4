import { createRandom, PastViews, type Random } from "@fray/netcode/core";
import { CHECK_TOOLS } from "@fray/server/internal/replays/check-tools";
import { readKeyframe, writeKeyframe } from "@fray/shared-state/internal/replay/keyframe";
import type { Mode } from "@fray/shared-state/match/modes";
import { checkSignatures } from "@fray/shared-state/replay/check-signatures";
import { CHUNK, encodeChunk, ENVELOPE_BYTES, readChunks } from "@fray/shared-state/replay/chunks";
import { ReplayError } from "@fray/shared-state/replay/replay-error";
import { ReplayFile } from "@fray/shared-state/replay/replay-file";
import { ReplayPlayer } from "@fray/shared-state/replay/replay-player";
import { timelineOf } from "@fray/shared-state/replay/timeline";
import { trim } from "@fray/shared-state/replay/trim";
import { REWIND_CAP_MS } from "@fray/shared-state/rules";
import { Player } from "@fray/shared-state/schema/player";
import { copyFighter, type Fighter } from "@fray/shared-state/simulation/body";
import type { World } from "@fray/shared-state/simulation/world";
import { deflateRawSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";

import { damage } from "../support/damaged-files.ts";
import { recordHeadless, type Recorded } from "../support/record-headless.ts";
import { TOOLS } from "../support/replays.ts";

const TICK_RATE = 30;
const SECONDS = 24;

const playOf = (file: Uint8Array): ReplayPlayer => new ReplayPlayer(ReplayFile.read(file));

/** Plays to the end, and returns the number of steps. */
function playAll(player: ReplayPlayer): number {
  let steps = 0;
  while (player.step()) steps++;
  return steps;
}

describe("a recorder that writes between ticks", () => {
  // The last second is the last one of a segment.
  const scene = { map: "duel", mode: "ffa", bots: 2, seconds: 20 } as const;

  test("writes the same file", () => {
    const { recording } = recordHeadless({ ...scene, afterTick: (recorder) => recorder.afterStep() });
    expect(recording.file).toEqual(recordHeadless(scene).recording.file);
  });

  test("keeps what happens before the next tick", () => {
    let [ticks, changes] = [0, 0];
    const { recording } = recordHeadless({
      ...scene,
      afterTick: (recorder, members) => {
        recorder.afterStep();
        if (++ticks % TICK_RATE > 0) return;
        const member = members.get(1) as { connected?: boolean };
        member.connected = changes++ % 2 === 1;
        recorder.connection(1, member.connected);
      },
    });
    const player = playOf(recording.file);
    expect(playAll(player)).toBe(scene.seconds * TICK_RATE);
    expect(player.difference).toBeUndefined();
    expect(changes).toBe(scene.seconds);
  });
});

describe.each<[Mode, string, number]>([
  ["ffa", "duel", 2],
  ["tdm", "foundry", 8],
  ["ctf", "foundry", 8],
  ["hill", "foundry", 6],
])("a round of %s", (mode, map, bots) => {
  let recorded: Recorded;
  let file: Uint8Array;
  beforeAll(() => {
    recorded = recordHeadless({ map, mode, bots, seconds: SECONDS });
    ({ file } = recorded.recording);
  });

  test("is played again to the same hash in each second", () => {
    const player = playOf(file);
    expect(playAll(player)).toBe(SECONDS * TICK_RATE);
    expect(player.difference).toBeUndefined();
    expect(player.state.world.random.state).toBe(recorded.round.world.random.state);
  });

  test("is the same at a moment, whether it was played up to it or sought", () => {
    const random = createRandom(7);
    const seeker = playOf(file);
    for (let count = 0; count < 6; count++) {
      const tick = seeker.firstTick + 1 + Math.floor(random() * SECONDS * TICK_RATE);
      const player = playOf(file);
      while (player.tick < tick && player.step());
      seeker.seek(tick);
      expect(seeker.tick).toBe(tick);
      expect(writeKeyframe(seeker.state)).toEqual(writeKeyframe(player.state));
    }
  });

  test("has keyframes with the same bytes for plain and for synced bodies, which restore the same round", () => {
    const player = playOf(file);
    player.seek(player.firstTick + 200);
    const { state } = player;
    const synced = new Map(
      Array.from(state.world.fighters, ([id, fighter]) => [id, Object.assign(new Player(), copyFighter(fighter))]),
    );
    const past = new PastViews<Fighter>(
      { stepMs: 1000 / TICK_RATE, capMs: REWIND_CAP_MS, now: () => 0 },
      (body) => body,
    );
    const { history } = state.past;
    past.history.restore(
      Array.from({ length: history.size }, (_, index) => index),
      Array.from(state.world.fighters.values(), (fighter) => [
        synced.get(fighter.id) ?? fighter,
        history.placesOf(fighter),
      ]),
    );
    expect(writeKeyframe({ ...state, past, world: { ...state.world, fighters: synced } })).toEqual(
      writeKeyframe(state),
    );
    const { header, arena } = ReplayFile.read(file);
    const { tickRate, settings, worldRules: rules } = header;
    const again = readKeyframe(writeKeyframe(state), { arena, tickRate, settings, rules });
    expect(writeKeyframe(again)).toEqual(writeKeyframe(state));
  });
});

/** Changes of one thing of a body by the smallest step, or of the generator. */
const PLANTS: Readonly<Record<string, (world: World, body: Fighter) => void>> = {
  place: (_, body) => (body.x += 1 / 256),
  speed: (_, body) => (body.vy += 64 / 65_535),
  health: (_, body) => (body.health = body.health === 1 ? 2 : body.health - 1),
  ammunition: (_, body) => (body.ammo += 1),
  cooldown: (_, body) => (body.fireCooldown += 1),
  generator: ({ random }) => (random.state ^= 1 << 7),
};

/** Plays with a difference that begins before a step, until the player has noticed. */
function plantAt(file: Uint8Array, tick: number, plant: string, random: Random) {
  const player = playOf(file);
  player.seek(player.firstTick + tick);
  const { world } = player.state;
  const living = [...world.fighters.values()].filter(({ alive, health }) => alive && health > 1);
  const body = living[Math.floor(random() * living.length)] ?? [...world.fighters.values()][0];
  if (body) PLANTS[plant]?.(world, body);
  while (!player.difference && player.step());
  if (!player.difference) return undefined;
  const { tick: named, hashBits: bits, since } = player.difference;
  expect(since - player.firstTick).toBeLessThanOrEqual(tick);
  return { late: named - player.firstTick - tick, bits };
}

describe.each([
  { map: "foundry", mode: "ffa", bots: 12, bits: 32 },
  { map: "foundry", mode: "tdm", bots: 6, bits: 16 },
  { map: "duel", mode: "ffa", bots: 2, bits: 4 },
] as const)("the first tick that differs, of $bots bodies", ({ map, mode, bots, bits }) => {
  const PER_PLANT = 40;
  let file: Uint8Array;
  beforeAll(() => ({ file } = recordHeadless({ map, mode, bots, seconds: 12 }).recording));

  test(`is named exactly, as far as ${bits} bits can`, () => {
    const random = createRandom(bots);
    let late = 0;
    for (const plant of Object.keys(PLANTS)) {
      for (let count = 0; count < PER_PLANT; count++) {
        const second = 1 + Math.floor(random() * 10);
        // After the last step of a second there is only the hash of the whole second.
        const tick = second * TICK_RATE + 1 + Math.floor(random() * (TICK_RATE - 1));
        const found = plantAt(file, tick, plant, random);
        if (found) expect(found.bits, plant).toBe(bits);
        if (found) expect(found.late, plant).toBeGreaterThanOrEqual(0);
        // A cooldown that was missed at its tick may be over at the next one.
        if (found?.late !== 0) late++;
      }
    }
    const plants = PER_PLANT * Object.keys(PLANTS).length;
    // One in 2^bits, and as much again for chance.
    expect(late).toBeLessThanOrEqual((2 * plants) / 2 ** bits);
  });
});

describe("a file", () => {
  let file: Uint8Array;
  beforeAll(() => ({ file } = recordHeadless({ map: "foundry", mode: "ctf", bots: 6, seconds: 32 }).recording));

  test("that ends too early is played up to its last whole segment", () => {
    for (const share of [0.5, 0.8, 0.95]) {
      const cut = ReplayFile.read(file.slice(0, file.length * share));
      const player = new ReplayPlayer(cut);
      expect(playAll(player)).toBe(cut.seconds * TICK_RATE);
      expect(player.difference).toBeUndefined();
      expect(cut.isComplete).toBe(false);
    }
  });

  test("has keyframes each 10 seconds", () => {
    expect(ReplayFile.read(file).segments.map(({ second }) => second)).toEqual([0, 10, 20, 30]);
  });

  test("with a difference that is not in the bodies is named with the second", () => {
    const player = playOf(file);
    player.seek(player.firstTick + 400);
    player.state.match.phaseTick--;
    playAll(player);
    expect(player.difference).toMatchObject({
      since: player.firstTick + 390,
      tick: player.firstTick + 420,
      hashBits: 0,
    });
  });

  test("is trimmed to a part that plays the same", () => {
    const part = Buffer.concat(trim(ReplayFile.read(file), 12, 18, TOOLS));
    const player = playOf(part);
    const whole = playOf(file);
    whole.seek(whole.firstTick + 10 * TICK_RATE);
    expect(player.tick).toBe(whole.tick);
    expect(playAll(player)).toBe(10 * TICK_RATE);
    expect(player.difference).toBeUndefined();
  });

  test("of a small room is trimmed between two signatures, which cover 20 seconds", async () => {
    const { file: small } = recordHeadless({ map: "duel", mode: "ffa", bots: 2, seconds: 45 }).recording;
    const part = ReplayFile.read(Buffer.concat(trim(ReplayFile.read(small), 32, 34, TOOLS)));
    expect(part.start?.index).toBe(2);
    expect(part.seconds).toBe(20);
    const report = await checkSignatures(part, CHECK_TOOLS);
    expect(report).toMatchObject({ signedSeconds: 20, unsignedSeconds: 0, fault: undefined });
  });

  test("tells what happens in it", () => {
    const types = new Set(Array.from(timelineOf(playOf(file)), ({ type }) => type));
    expect(types).toContain("kill");
    expect(types).toContain("flag");
  });

  test("that is damaged is refused with a sentence, or played as far as it is good: 2000 files", () => {
    const small = recordHeadless({ map: "duel", mode: "ffa", bots: 3, seconds: 12 }).recording.file;
    const random = createRandom(3);
    const refusals = new Set<string>();
    for (let count = 0; count < 2000; count++) {
      try {
        const player = playOf(damage(small, random));
        for (let tick = 0; tick < 5 && player.step(); tick++);
        if (count % 10 === 0) player.seek(player.firstTick + Math.floor(random() * 400));
      } catch (error) {
        if (!(error instanceof ReplayError)) throw error;
        refusals.add(error.message);
      }
    }
    for (const sentence of refusals) expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(refusals.size).toBeGreaterThan(5);
  });

  test("that would become large is refused before it does", () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
    const claims = [
      Uint8Array.of(0, 100),
      Uint8Array.of(0, 0xff, 0xff, 0x7f),
      Uint8Array.of(0, 0xff, 0xff, 0xff, 0xff, 0x0f),
    ];
    const { chunks } = readChunks(file, ENVELOPE_BYTES);
    for (const claim of claims) {
      const parts = chunks.map(({ type, data }) =>
        encodeChunk(type, type === CHUNK.keyframe ? Buffer.concat([claim, bomb]) : data),
      );
      const hostile = Buffer.concat([file.subarray(0, ENVELOPE_BYTES), ...parts]);
      const before = process.memoryUsage().arrayBuffers;
      expect(() => playOf(hostile)).toThrow(ReplayError);
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40 * 1024 * 1024);
    }
  });

  test.each([
    ["nothing", new Uint8Array(), "This file is not a replay of Fray."],
    ["a picture", Uint8Array.of(0x89, 0x50, 0x4e, 0x47), "This file is not a replay of Fray."],
    ["its first bytes", Buffer.from("FRAYRPLY"), "This replay ends in its first bytes."],
    ["a later format", Buffer.concat([Buffer.from("FRAYRPLY"), Buffer.alloc(40, 9)]), /has the format 9/],
    [
      "no chunks",
      Buffer.concat([Buffer.from("FRAYRPLY\u0001"), Buffer.alloc(32)]),
      "This replay ends before its header.",
    ],
  ])("with %s gets a sentence", (_what, bytes, sentence) => {
    expect(() => playOf(bytes)).toThrow(sentence);
  });
});
