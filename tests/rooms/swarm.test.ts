import { ArenaConnection } from "@fray/bot-client/internal/connection/arena-connection";
import { Navigation } from "@fray/bot-client/internal/navigation/navigation";
import { Bot } from "@fray/bot-client/internal/swarm/bot";
import { Pacer } from "@fray/netcode/client";
import { systemRuntime } from "@fray/netcode/core";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { DEFAULT_TICK_RATE } from "@fray/shared-state/protocol/rooms";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { pass, settled, until } from "../support/until.ts";
import { playHere } from "../support/virtual-bots.ts";
import { startVirtual, stepper, type VirtualServer } from "../support/virtual-server.ts";

const PLAYED_MS = 8000;
const MANY = 12;
const DOWN_MS = 35_000;
const BACK_WITHIN_MS = 5000;

describe("against a running server", () => {
  let server: VirtualServer;
  let observer: Guest;
  beforeAll(async () => {
    server = await startVirtual();
    observer = await Guest.join(server.url, { name: "Observer" });
  });
  afterAll(async () => {
    await observer.leave();
    await server.stop();
  });

  const names = (): string[] =>
    [...observer.room.state.roster.values()].filter(({ bot }) => bot).map(({ name }) => name);

  test("six bots play at the tick rate, kill, report and leave", async () => {
    const bots = playHere("--url", server.url, "--count", "6");
    await until("six bots in the roster", () => names().length === 6);
    expect(new Set(names()).size).toBe(6);
    await pass(PLAYED_MS);
    await bots.stop();
    const report = bots.report();
    expect(report).toMatchObject({ joined: 6, failed: 0, disconnects: {} });
    expect(report).toMatchObject({
      kills: expect.toSatisfy((kills: number) => kills >= 1),
      deaths: expect.toSatisfy((deaths: number) => deaths >= 1),
      inputsPerSecond: expect.toSatisfy((rate: number) => Math.abs(rate / DEFAULT_TICK_RATE - 1) < 0.02),
      patchesPerSecond: expect.toSatisfy((rate: number) => rate > 0),
      bytesPerSecondPerClient: expect.toSatisfy((rate: number) => rate > 100),
    });
    await until("the bots out of the roster", () => names().length === 0);
  });

  test("a room can be chosen by its id", async () => {
    const elsewhere = await Guest.create(server.url);
    const bots = playHere("--url", server.url, "--count", "1", "--room", elsewhere.room.roomId);
    await until("a bot in the roster", () => elsewhere.room.state.roster.size === 2);
    expect(names()).toEqual([]);
    await bots.stop();
    await elsewhere.leave();
  });
});

describe("bots of a server that is killed", () => {
  test.for([
    ["until Ctrl-C", []],
    ["for some time", ["--seconds", "600"]],
  ] as const)("are all back within 5 s of its return, when they play %s", async ([, args]) => {
    let server = await startVirtual({ args: ["--map", "duel", "--max-players", "64"] });
    const target = { emit: (event: "connection", socket: never) => server.running.http.emit(event, socket) };
    const { endpoint, link } = stepper().dial(`swarm-${args.length}`, target, { address: "127.0.0.1" });
    const bots = playHere("--url", endpoint.replace("http", "ws"), "--count", String(MANY), ...args);
    const playing = () => [...server.context.arenas].reduce((sum, room) => sum + room.report().players, 0);
    await until("all are in", () => bots.counters.joined === MANY);
    link.cut();
    await server.stop();
    await pass(DOWN_MS);
    server = await startVirtual({ args: ["--map", "duel", "--max-players", "64"] });
    link.restore();
    const returned = performance.now();
    await until("all are back", () => playing() === MANY);
    expect(performance.now() - returned).toBeLessThan(BACK_WITHIN_MS);
    await bots.stop();
    await server.stop();
  });
});

describe("a custom brain", () => {
  test("joins and gets its first kill in a few lines", async () => {
    const server = await startVirtual({ args: ["--map", "duel", "--mode", "ffa"] });
    const sit = async (name: string) => {
      const connection = await settled(ArenaConnection.open({ runtime: systemRuntime, url: server.url, name }));
      const { arena } = connection;
      if (!arena) throw new Error("no map");
      return { connection, navigation: new Navigation(arena) };
    };
    const victim = await sit("Sitting Duck");
    const idle = new Bot(victim.connection, () => () => ({ moveX: 0, moveY: 0, aim: 0, buttons: 0 }));
    const { connection, navigation } = await sit("Hunter");
    const hunter = new Bot(connection, () => ({ self, bodies, dt, now }) => {
      const [prey] = bodies;
      const goal = prey ?? navigation.regions[Math.floor(now / (dt * 90)) % navigation.regions.length];
      const waypoint = self && goal && navigation.waypoint(self, goal);
      if (!waypoint) return { moveX: 0, moveY: 0, aim: 0, buttons: 0 };
      const [x, y] = [waypoint.x - self.x, waypoint.y - self.y];
      const length = Math.max(1, Math.hypot(x, y));
      const aim = prey ? Math.atan2(prey.y - self.y, prey.x - self.x) : 0;
      return { moveX: x / length, moveY: y / length, aim, buttons: prey ? BUTTON.fire : 0 };
    });
    const pacer = new Pacer(systemRuntime);
    for (const bot of [idle, hunter]) pacer.add(bot, bot.connection.stepMs);

    await until("the first kill", () => hunter.kills > 0 && idle.deaths > 0);
    for (const bot of [idle, hunter]) {
      pacer.remove(bot);
      await settled(bot.connection.leave());
    }
    expect(await settled(hunter.connection.closed)).toBe(CLOSE.consented);
    await server.stop();
  });
});
