import { Client } from "@colyseus/sdk";
import type { LinkOptions } from "@fray/netcode/testing";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { EVENTS, type EventsMessage } from "@fray/shared-state/protocol/events";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { BUTTON, InputFrame } from "@fray/shared-state/schema/input-frame";
import { describe, expect, test } from "vitest";

import { IDLE, TestPlayer } from "../support/player.ts";
import { until, settled } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { Network } from "./network.ts";

const SHOTS = 40;
/** Where the shooter stands, in the open, with the runner's lane before it. */
const STAND = { x: 10, y: 4 };
const LANE_Y = 1.5;

/** Runs to and fro along the lane, turning at its ends and once in a while in between. */
async function joinRunner(server: VirtualServer): Promise<TestPlayer> {
  const runner = await TestPlayer.join(server.http, "Runner");
  let direction = 1;
  let frames = 0;
  runner.play = (frame) => {
    const { x = 10, y = LANE_Y } = frame?.self ?? {};
    if (++frames % 70 === 0) direction = -direction;
    if (x > 17) direction = -1;
    if (x < 3) direction = 1;
    return { ...IDLE, moveX: direction, moveY: Math.abs(y - LANE_Y) > 0.3 ? Math.sign(LANE_Y - y) : 0 };
  };
  return runner;
}

/** Walks to a place and stays there. */
const walkTo = (frame: TestPlayer["frame"], to: { x: number; y: number }) => {
  const dx = to.x - (frame?.self?.x ?? to.x);
  const dy = to.y - (frame?.self?.y ?? to.y);
  const distance = Math.hypot(dx, dy);
  return {
    moveX: distance > 0.3 ? dx / distance : 0,
    moveY: distance > 0.3 ? dy / distance : 0,
    there: distance <= 0.5,
  };
};

describe("N3: aiming the rail at what you see hits at least 95 %", () => {
  test.for([
    ["at 150 ms", { roundTripMs: 150 }],
    ["at 60 ms with jitter", { roundTripMs: 60, jitterMs: 30 }],
  ] as const satisfies [string, LinkOptions][])("%s", async ([, line]) => {
    const own = await startVirtual({ args: ["--map", "duel"] });
    const runner = await joinRunner(own);
    const network = new Network(own, line);
    const shooter = await TestPlayer.join(network.endpoint, "Shooter");
    const fired = new Set<string>();
    const hit = new Set<string>();
    shooter.play = (frame) => {
      const { moveX, moveY, there } = walkTo(frame, STAND);
      const target = frame?.others.find((body) => body.alive && Math.abs(body.y - LANE_Y) < 1);
      const self = frame?.self;
      if (!there || !target || !self) return { ...IDLE, moveX, moveY };
      const aim = Math.atan2(target.y - self.y, target.x - self.x);
      return { ...IDLE, aim, buttons: BUTTON.special };
    };
    shooter.onFrame = ({ events, others }) => {
      for (const event of events) {
        // A target that is gone when the rail has charged is nothing one sees and aims at.
        if (event.type === "fired" && event.own && others.some((body) => body.alive && Math.abs(body.y - LANE_Y) < 1))
          fired.add(event.key);
        if (event.type === "hit" && event.mine) hit.add(event.key);
      }
    };
    await until("enough shots are fired", () => fired.size >= SHOTS, 160_000);
    shooter.play = () => IDLE;
    await until("the last is judged", () => {
      const { predicted, confirmed, withdrawn } = shooter.game.stats().shots;
      return predicted === confirmed + withdrawn;
    });
    const { frame } = shooter;
    await until("the verdict is shown", () => shooter.frame !== frame);
    const share = [...fired].filter((key) => hit.has(key)).length / fired.size;
    const { shots } = shooter.game.stats();
    expect(share).toBeGreaterThanOrEqual(0.95);
    expect(shots.withdrawn).toBe(0);
    await Promise.all([runner.leave(), shooter.leave()]);
    await own.stop();
  });
});

test("N3: a client that claims an older view than the cap gains nothing", async () => {
  const server = await startVirtual({ args: ["--map", "duel"] });
  const runner = await joinRunner(server);
  const room = await settled(new Client(server.url).joinOrCreate<ArenaState>("arena", { name: "Liar" }, ArenaState));
  const input = room.input<InputFrame>({ type: InputFrame });
  const honest = room.clock;
  /** How much older than it is the liar says its view was. */
  let lieMs = 0;
  // The SDK stamps inputs from this clock; nothing keeps a cheat from replacing it.
  room.clock = new Proxy(honest, {
    get: (clock, name) =>
      name === "serverNow"
        ? () => clock.lastServerTime() - lieMs
        : name === "smoothedRtt"
          ? () => 0
          : Reflect.get(clock, name).bind(clock),
  });
  const past: { at: number; x: number; y: number }[] = [];
  const outcome = { shots: 0, hits: 0 };
  room.onMessage<EventsMessage>(EVENTS, ({ shots = [], hits = [] }) => {
    const id = room.state.players.get(room.sessionId)?.id;
    outcome.shots += shots.filter(([owner]) => owner === id).length;
    outcome.hits += hits.filter(([owner]) => owner === id).length;
  });
  const body = (name: string) => {
    const session = [...room.state.roster].find(([, entry]) => entry.name === name)?.[0] ?? "";
    return room.state.players.get(session);
  };
  room.onStateChange(() => {
    const target = body("Runner");
    const self = body("Liar");
    if (!target || !self) return;
    const now = honest.lastServerTime();
    past.push({ at: now, x: target.x, y: target.y });
    const seen = past.findLast(({ at }) => at <= now - lieMs) ?? target;
    const dx = STAND.x - self.x;
    const dy = STAND.y - self.y;
    const there = Math.hypot(dx, dy) < 0.5;
    // A target that ran on straight: where it was is not where it is.
    const aimable = there && target.alive && Math.abs(seen.y - LANE_Y) < 1 && Math.abs(target.y - LANE_Y) < 1;
    const apart = Math.hypot(seen.x - target.x, seen.y - target.y) > (lieMs > 0 ? 3.5 : -1);
    input.data.moveX = there ? 0 : dx;
    input.data.moveY = there ? 0 : dy;
    input.data.aim = Math.atan2(seen.y - self.y, seen.x - self.x);
    input.data.buttons = self.railCharge > 0 || (aimable && apart) ? BUTTON.special : 0;
    input.send();
  });
  const fire = async (lie: number) => {
    lieMs = lie;
    Object.assign(outcome, { shots: 0, hits: 0 });
    await until("it has fired", () => outcome.shots >= 4, 30_000);
    return outcome.hits;
  };
  expect(await fire(0), "hits with an honest view").toBeGreaterThanOrEqual(3);
  expect(await fire(600), "hits on where the target was 600 ms ago").toBe(0);
  await Promise.all([runner.leave(), settled(room.leave())]);
  await server.stop();
});

test("N3: a client that keeps claiming views from the future is disconnected, and others see no effect", async () => {
  const server = await startVirtual({ args: ["--map", "duel"] });
  const bystander = await TestPlayer.join(server.http, "Bystander");
  const room = await settled(new Client(server.url).joinOrCreate<ArenaState>("arena", { name: "Liar" }, ArenaState));
  room.onMessage("*", () => {});
  const input = room.input<InputFrame>({ type: InputFrame });
  const honest = room.clock;
  room.clock = new Proxy(honest, {
    get: (clock, name) => (name === "serverNow" ? () => clock.serverNow() + 1e6 : Reflect.get(clock, name).bind(clock)),
  });
  const closed = new Promise((resolve) => {
    room.onLeave((code) => resolve(code));
  });
  room.onStateChange(() => input.send());
  expect(await settled(closed)).toBe(CLOSE.forged);
  await until("the liar is gone", () => bystander.game.standings().length === 1);
  expect(bystander.game.status()).toEqual({ state: "online" });
  await bystander.leave();
  await server.stop();
});
