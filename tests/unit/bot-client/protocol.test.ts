import { greet } from "@fray/bot-client/internal/exec/greet";
import { observe } from "@fray/bot-client/internal/exec/observe";
import { Answer, Hello, Observation } from "@fray/bot-client/internal/exec/protocol";
import type { View } from "@fray/bot-client/internal/view/view";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";

import { armedWith, DT, foundry, lying, OPEN, other, ownBody, round, shotOf } from "../../bot-client/scene.ts";
import { loadMap } from "../../support/maps.ts";

const DOCUMENT = new URL("../../../docs/bots.md", import.meta.url);

const view = (more: Partial<View> = {}): View => ({
  arena: foundry,
  now: 2,
  dt: DT,
  latency: 0.05,
  self: ownBody({ team: 1, reloadSteps: 15, dashCooldown: 30, ...armedWith("rocket") }),
  looks: 60,
  lookedAt: 2,
  bodies: [other(OPEN.x + 4, OPEN.y, { team: 2, vx: 1 / 3 }), other(2, 2, { id: 3, team: 1 })],
  shots: [shotOf({ weapon: "orb", ...OPEN, angle: 1 })],
  gunfire: { x: 3, y: 4, at: 1.5 },
  pickups: [lying("overdrive", 5, 6), lying("health", 7, 8, false)],
  round: round("ctf", {
    scores: [2, 1],
    scoreLimit: 3,
    flags: [{ team: 1, x: 1, y: 2, carrier: 3, home: false }],
  }),
  secondsLeft: 61.5,
  events: [
    { type: "hit", owner: 1, victim: 2, damage: 13 },
    { type: "death", victim: 2, killer: 1, weapon: "rail" },
    { type: "pickup", index: 0, kind: "overdrive", taker: 1 },
  ],
  ...more,
});

const overPipe = (message: unknown): unknown => JSON.parse(JSON.stringify(message));

test("an observation is read as it was written, with names for codes and seconds for steps", () => {
  const observation = observe(view(), 60);
  expect(Observation.parse(overPipe(observation))).toEqual(observation);
  expect(observation).toMatchObject({
    tick: 60,
    self: { ...OPEN, special: "rocket", specialAmmo: 4, fireIn: 0.5, dashIn: 1 },
    bodies: [
      { id: 2, enemy: true, inSight: true, vx: 0.333 },
      { id: 3, enemy: false },
    ],
    shots: [{ weapon: "orb", own: false }],
    gunfire: { x: 3, y: 4, ago: 0.5 },
    pickups: [
      { kind: "overdrive", available: true },
      { kind: "health", available: false },
    ],
    round: { mode: "ctf", phase: "live", secondsLeft: 61.5, scores: [2, 1], flags: [{ carrier: 3 }], hill: null },
    events: [{ type: "hit" }, { type: "death", weapon: "rail" }, { type: "pickup", kind: "overdrive" }],
  });
});

test("so is the observation of a player who has no body and sees nothing", () => {
  const nothing = observe(
    view({ self: undefined, bodies: [], shots: [], gunfire: undefined, secondsLeft: undefined }),
    1,
  );
  expect(Observation.parse(overPipe(nothing))).toEqual(nothing);
  expect(nothing).toMatchObject({ self: null, gunfire: null, round: { secondsLeft: null } });
});

test.each(["duel", "kiln", "foundry", "quarry"])("the hello of %s is read as it was written", (name) => {
  const hello = greet("Falcon", loadMap(name), 30);
  expect(Hello.parse(overPipe(hello))).toEqual(hello);
  expect(hello.map).toMatchObject({ name, spawns: expect.toSatisfy((spawns: unknown[]) => spawns.length > 0) });
});

test("an answer needs no more than the step it is for", () => {
  expect(Answer.parse({ tick: 7 })).toMatchObject({ tick: 7, moveX: 0, moveY: 0, fire: false });
  for (const broken of [{}, { tick: "7" }, { tick: 7, moveX: null }, { tick: 7, fire: 1 }, [7], null]) {
    expect(Answer.safeParse(broken).success, JSON.stringify(broken)).toBe(false);
  }
});

test("docs/bots.md contains the schema of the lines in the pipe", async () => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries({ Hello, Observation, Answer })) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io: "input",
    override: ({ jsonSchema }) => withoutBounds(jsonSchema),
  });
  const block = `\`\`\`json\n${JSON.stringify(schemas, undefined, 2)}\n\`\`\``;
  const document = readFileSync(DOCUMENT, "utf8").replace(/```json\n[^`]*```/, () => block);
  await expect(document).toMatchFileSnapshot(DOCUMENT.pathname);
});

/** That whole numbers stay within what a double can count goes without saying. */
function withoutBounds(schema: { minimum?: number; maximum?: number }): void {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}
