import { OwnTrace, TRACED_FIELDS } from "@fray/game-client/internal/trace/own-trace";
import { encodeTrace, joinTrace, MOST_TRACE_BYTES, readTraceFile } from "@fray/game-client/internal/trace/trace-file";
import { isTraceFile } from "@fray/game-client/internal/trace/trace-magic";
import { createRandom, type Random } from "@fray/netcode/core";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import { snapAngle, snapAxis } from "@fray/shared-state/quantized";
import { copyBody, createFighter } from "@fray/shared-state/simulation/body";
import { stepPlayer } from "@fray/shared-state/simulation/step-player";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const STEP_MS = 1000 / 30;
const FOUNDRY = fileURLToPath(new URL("../../../maps/foundry.tmj", import.meta.url));

/** A body that turns, runs and fires at random for some seconds, noted as a page notes it at 60 frames per second. */
function noted(seconds: number, random: Random): OwnTrace {
  const arena = parseMap("foundry", JSON.parse(readFileSync(FOUNDRY, "utf8")));
  const trace = new OwnTrace(3, STEP_MS);
  const body = copyBody({ ...createFighter(3), x: 20, y: 20, alive: true });
  for (let seq = 1; seq <= seconds * 30; seq++) {
    const at = 5000 + seq * STEP_MS;
    const aim = snapAngle(random() * 6);
    const input = { moveX: snapAxis(random() * 2 - 1), moveY: snapAxis(random() * 2 - 1), aim, buttons: seq % 4 };
    stepPlayer(body, input, { dt: 1 / 30, arena });
    trace.step(at, seq, input, body);
    trace.receive(at + 60 + random() * 40, 700 + seq, seq - 2, body);
    for (const half of [0, STEP_MS / 2]) trace.draw(at + half, body.x + random(), body.y, at - 200);
  }
  return trace;
}

test("the last minute stays, and what is older goes", () => {
  const { steps, arrivals, frames } = noted(90, createRandom(1)).copy();
  expect(steps).toHaveLength(1800);
  expect(steps.map((row) => row[1])).toEqual(Array.from({ length: 1800 }, (_, index) => 901 + index));
  expect(arrivals).toHaveLength(1800);
  expect(frames).toHaveLength(3600);
});

test("of a screen with 240 frames per second a quarter is noted", () => {
  const trace = new OwnTrace(3, STEP_MS);
  for (let frame = 0; frame < 240; frame++) trace.draw((frame * 1000) / 240, 1, 1, 0);
  expect(trace.copy().frames).toHaveLength(60);
});

test("a busy minute is saved in a third of the file, and read again with the very same bodies", async () => {
  const trace = noted(60, createRandom(2));
  const rows = trace.copy();
  const { self, stepMs } = trace;
  const encoded = await encodeTrace({ self, stepMs, rows });
  expect(encoded.length).toBeLessThan(MOST_TRACE_BYTES / 3);
  const file = joinTrace(Uint8Array.of(1, 2, 3), encoded);
  expect(isTraceFile(file)).toBe(true);
  const read = await readTraceFile(file);
  expect(read.replay).toEqual(Uint8Array.of(1, 2, 3));
  expect(read.trace.self).toBe(3);
  expect(read.trace.stepMs).toBe(STEP_MS);
  const bodies = (all: readonly (readonly number[])[]) => all.map((row) => row.slice(-TRACED_FIELDS.length));
  expect(bodies(read.trace.rows.steps)).toEqual(bodies(rows.steps));
  expect(bodies(read.trace.rows.arrivals)).toEqual(bodies(rows.arrivals));
  for (const [index, row] of read.trace.rows.frames.entries()) {
    for (const [place, value] of row.entries()) expect(value).toBeCloseTo(rows.frames[index]?.[place] ?? NaN, 1);
  }
});

test("a damaged, cut or foreign file gets a sentence: 500 files", async () => {
  const random = createRandom(3);
  const trace = noted(2, random);
  const whole = joinTrace(
    new Uint8Array(50),
    await encodeTrace({ self: trace.self, stepMs: trace.stepMs, rows: trace.copy() }),
  );
  let refused = 0;
  for (let count = 0; count < 500; count++) {
    const file = Uint8Array.from(count % 3 === 0 ? whole.slice(0, random() * whole.length) : whole);
    // What is inside of the replay is the matter of those who play it.
    const at = count % 2 === 0 ? Math.floor(random() * 17) : 67 + Math.floor(random() * (file.length - 67));
    if (at < file.length) file[at] = Math.floor(random() * 256);
    const sentence = await readTraceFile(file).then(
      () => undefined,
      (error: unknown) => String(error),
    );
    if (sentence === undefined) continue;
    refused++;
    expect(sentence).toMatch(/^Error: This file (?:is damaged|was saved by another version).*\.$/);
  }
  expect(refused).toBeGreaterThan(200);
});

test("a small file that would become large is refused", async () => {
  const bomb = new Blob([new Uint8Array(50_000_000)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const packed = new Uint8Array(await new Response(bomb).arrayBuffer());
  await expect(readTraceFile(joinTrace(new Uint8Array(10), packed))).rejects.toThrow("This file is damaged");
});
