import { RUN_SPEED_U_PER_S } from "@fray/shared-state/rules";
import type { Player } from "@fray/shared-state/schema/player";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { drawMap } from "../support/drawn-maps.ts";
import { IDLE, TestPlayer } from "../support/player.ts";
import { layer, point, tiledMap } from "../support/tiled.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const DELAY_S = 1;
/** Within it the shown time may run off the server's: jitter of a busy machine, and the playback's own delay. */
const SLACK_U = 0.2;

let server: VirtualServer;
beforeAll(async () => {
  drawMap("wide", Object.assign(tiledMap(layer("walls"), layer("spawns", point(10, 5), point(12, 5))), { width: 60 }));
  server = await startVirtual({ args: ["--map", "wide", "--spectator-delay-seconds", String(DELAY_S)] });
});
afterAll(() => server.stop());

const leaving: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const leave of leaving.splice(0).toReversed()) await leave();
});

async function join(name: string, spectate = false) {
  const player = await TestPlayer.join(server.http, name, { spectate });
  leaving.push(() => player.leave());
  return player;
}

function bodyOf(name: string): Player | undefined {
  const { roster, players } = onlyRoom().state;
  for (const [sessionId, entry] of roster) if (entry.name === name) return players.get(sessionId);
  return undefined;
}

/** Runs from one side to the other and back. */
const patrol = (player: TestPlayer): void => {
  let direction = 1;
  player.play = (frame) => {
    const x = frame?.self?.x ?? 0;
    if (x > 25) direction = -1;
    if (x < 5) direction = 1;
    return { ...IDLE, moveX: direction };
  };
};

/** Where a body is shown in the frames to come. */
function record(player: TestPlayer, name: string) {
  const shown: { at: number; x: number }[] = [];
  player.onFrame = ({ others }) => {
    const body = others.find((other) => other.name === name);
    if (body?.alive) shown.push({ at: player.drawnAt, x: body.x });
  };
  return shown;
}

/** The share of steps between frames that are no farther than a body runs in that time. */
function evenness(shown: readonly { at: number; x: number }[]): number {
  const steps = shown.slice(1).map(({ at, x }, index) => {
    const before = shown[index];
    return before ? Math.abs(x - before.x) - (RUN_SPEED_U_PER_S * (at - before.at)) / 1000 : 0;
  });
  return steps.filter((excess) => excess < SLACK_U).length / steps.length;
}

test(
  "a spectator sees a body run evenly in the past, and its shots start where it is drawn",
  { timeout: 60_000 },
  async () => {
    const ann = await join("Ann");
    await until("it fights", () => bodyOf("Ann")?.alive);
    patrol(ann);
    await until("the room has a past", () => (bodyOf("Ann")?.x ?? 0) > 20);
    const eve = await join("Eve", true);
    await until("it is followed", () => eve.frame?.watched?.name === "Ann");
    const shown = record(eve, "Ann");
    await until("it has run to and fro", () => shown.length > 150);
    expect(evenness(shown)).toBeGreaterThan(0.95);
    const { moveX } = ann.play(ann.frame);
    ann.play = () => ({ ...IDLE, moveX, buttons: 1 });
    const fired: number[] = [];
    eve.onFrame = ({ events, others }) => {
      const body = others.find(({ name }) => name === "Ann");
      for (const event of events)
        if (event.type === "fired" && body) fired.push(Math.hypot(event.at.x - body.x, event.at.y - body.y));
    };
    await until("shots are seen", () => fired.length > 3);
    // As far off as a body runs in the playback's delay.
    expect(Math.max(...fired)).toBeLessThan(2);
  },
);

test(
  "a fighter who becomes a spectator sees smooth motion in the past, and returns to the present as a fighter",
  { timeout: 60_000 },
  async () => {
    const [ann, bob] = [await join("Ann"), await join("Bob")];
    await until("both fight", () => bodyOf("Ann")?.alive && bodyOf("Bob")?.alive);
    patrol(bob);
    await until("a good while has gone by", () => ann.game.stats().patches > 160);
    ann.game.setSpectating(true);
    await until("it has no body", () => ann.frame && !ann.frame.self);
    await until("the other is followed", () => ann.frame?.watched?.name === "Bob");
    const shown = record(ann, "Bob");
    await until("it has been watched for a while", () => shown.length > 150);
    expect(evenness(shown)).toBeGreaterThan(0.95);
    ann.game.watchFreely();
    await until("it follows all the same", () => ann.frame?.watched?.name === "Bob");
    await until("the rest is over", () => {
      if (ann.frame && !ann.frame.self) ann.game.setSpectating(false);
      return ann.frame?.self?.alive;
    });
    const { corrections } = ann.game.stats();
    patrol(ann);
    const from = ann.frame?.self?.x ?? 0;
    await until("it runs", () => Math.abs((ann.frame?.self?.x ?? 0) - from) > 3);
    ann.play = () => IDLE;
    await until("the server has it where it is drawn", () => bodyOf("Ann")?.x === ann.frame?.self?.x);
    expect(ann.game.stats().corrections - corrections).toBeLessThanOrEqual(1);
  },
);
