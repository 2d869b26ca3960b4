import { compare } from "@fray/game-client/internal/replay/worker/compare";
import { TRACED_FIELDS } from "@fray/game-client/internal/trace/own-trace";
import { partBetween } from "@fray/server/internal/replays/replay-part";
import { ReplayFile } from "@fray/shared-state/replay/replay-file";
import { ReplayPlayer } from "@fray/shared-state/replay/replay-player";
import { beforeAll, describe, expect, test } from "vitest";

import { recordHeadless } from "../support/record-headless.ts";

const SELF = 1;
let file: Uint8Array;
beforeAll(() => ({ file } = recordHeadless({ map: "duel", mode: "ffa", bots: 3, seconds: 40 }).recording));

const playerOf = (bytes: Uint8Array): ReplayPlayer => new ReplayPlayer(ReplayFile.read(bytes));

/** Inputs that are under way to the server, and back as patches. */
const UNDER_WAY = 6;

/** What a page that is never wrong would have predicted: the body after each of its inputs. */
function perfect() {
  const player = playerOf(file);
  const bodies = new Map<number, number[]>();
  const heard: [number, number][] = [];
  while (player.step()) {
    const body = player.state.world.fighters.get(SELF);
    const seq = player.lastInputs.get(SELF);
    heard.push([player.tick, (seq ?? 0) + UNDER_WAY]);
    if (body && seq !== undefined)
      bodies.set(
        seq,
        TRACED_FIELDS.map((name) => Number(body[name])),
      );
  }
  return { self: SELF, fields: TRACED_FIELDS, fromTick: 0, heard, bodies };
}

describe("a prediction beside the replay of its round", () => {
  test("has no difference when it was right", () => {
    const predictions = perfect();
    const { differences, taken } = compare(playerOf(file), predictions);
    expect(differences).toEqual([]);
    expect(taken.length).toBeGreaterThan(1000);
  });

  test("that was wrong for a while is named once: its field, the tick and the input", () => {
    const predictions = perfect();
    const { taken } = compare(playerOf(file), predictions);
    const player = playerOf(file);
    // A moment in the middle of a life.
    const begin = taken.findIndex(([tick], index) => {
      player.seek(tick + 10);
      return index > 100 && player.state.world.fighters.get(SELF)?.alive === true;
    });
    const [x, ammo] = [TRACED_FIELDS.indexOf("x"), TRACED_FIELDS.indexOf("ammo")];
    for (const [, seq] of taken.slice(begin, begin + UNDER_WAY - 1)) {
      const body = predictions.bodies.get(seq);
      if (body) body[x] = (body[x] ?? 0) + 0.25;
    }
    const { differences } = compare(playerOf(file), predictions);
    expect(differences).toHaveLength(1);
    const [tick, seq] = taken[begin] ?? [];
    expect(differences[0]).toMatchObject({ tick, seq });
    expect(differences[0]?.wrong.map(({ name }) => name)).toEqual(["x"]);
    expect((differences[0]?.wrong[0]?.predicted ?? 0) - (differences[0]?.wrong[0]?.server ?? 0)).toBeCloseTo(0.25, 6);

    const later = predictions.bodies.get(taken[begin + 8]?.[1] ?? 0);
    if (later) later[ammo] = 99;
    expect(compare(playerOf(file), predictions).differences.map(({ wrong }) => wrong[0]?.name)).toEqual(["x", "ammo"]);
  });

  test("is not compared while the body is dead, and with inputs of an earlier connection", () => {
    const predictions = perfect();
    const player = playerOf(file);
    let deaths = 0;
    while (player.step()) {
      const body = player.state.world.fighters.get(SELF);
      const seq = player.lastInputs.get(SELF) ?? 0;
      if (body?.alive !== false) continue;
      deaths++;
      predictions.bodies.set(seq, predictions.bodies.get(seq)?.map(() => 1) ?? []);
    }
    expect(deaths).toBeGreaterThan(0);
    expect(compare(playerOf(file), predictions).differences).toEqual([]);
    const wrong = new Map(Array.from(predictions.bodies, ([seq, body]) => [seq, body.map(() => 1)]));
    const late = compare(playerOf(file), { ...predictions, bodies: wrong, fromTick: player.tick + 1 });
    expect(late.differences).toEqual([]);
  });
});

describe("the part of a replay between two ticks", () => {
  test("has them, and is a replay by itself", () => {
    const { firstTick } = playerOf(file);
    const part = partBetween(file, { from: firstTick + 700, to: firstTick + 750 });
    const player = playerOf(part ?? new Uint8Array());
    // Signed seconds stay together: a part begins with a keyframe and ends with a signature, at most 20 s away each.
    expect(player.firstTick).toBe(firstTick + 300);
    while (player.step());
    expect(player.tick).toBe(firstTick + 900);
    expect(player.difference).toBeUndefined();
  });

  test.each([
    [-1000, -900],
    [100_000, 100_100],
  ])("is nothing when the replay does not have ticks %i to %i", (from, to) => {
    const { firstTick } = playerOf(file);
    expect(partBetween(file, { from: firstTick + from, to: firstTick + to })).toBeUndefined();
  });

  test("is nothing for a file that can't be read", () => {
    expect(partBetween(file.slice(0, 30), { from: 0, to: 10 })).toBeUndefined();
  });
});
