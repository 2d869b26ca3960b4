import { runBot } from "@fray/bot-client";
import { ArenaConnection } from "@fray/bot-client/internal/connection/arena-connection";
import { Navigation } from "@fray/bot-client/internal/navigation/navigation";
import { Bot } from "@fray/bot-client/internal/swarm/bot";
import { Pacer } from "@fray/netcode/client";
import { systemRuntime } from "@fray/netcode/core";
import type { Link } from "@fray/netcode/testing";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { DEFAULT_TICK_RATE } from "@fray/shared-state/protocol/rooms";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { pass, settled, until } from "../support/until.ts";
import { playHere } from "../support/virtual-bots.ts";
import { startVirtual, stepper, type VirtualServer } from "../support/virtual-server.ts";

const PLAYED_MS = 8000;
/** As many as fill the largest rooms of two nodes. */
const MANY = 44;
const FEW = 6;
/** Longer than the server would hold their places. */
const DOWN_MS = 35_000;
const SHORT_DOWN_MS = 3000;
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

/** A server at one address, which can be killed and started again. */
class Place {
  readonly link: Link;
  /** `ws://...` */
  readonly url: string;
  readonly #args: readonly string[];
  #server: VirtualServer | undefined;

  constructor(name: string, args: readonly string[]) {
    this.#args = ["--map", "duel", ...args];
    const target = {
      emit: (event: "connection", socket: never) => this.server.running.http.emit(event, socket),
    };
    const { endpoint, link } = stepper().dial(name, target, { address: "127.0.0.1" });
    this.link = link;
    this.url = endpoint.replace("http", "ws");
  }

  get server(): VirtualServer {
    if (!this.#server) throw new Error("no server runs");
    return this.#server;
  }

  get players(): number {
    return [...this.server.context.arenas].reduce((sum, room) => sum + room.report().players, 0);
  }

  /** Starts it, and returns when the port answers, in ms. */
  async start(): Promise<number> {
    this.#server = await startVirtual({ args: this.#args });
    this.link.restore();
    return performance.now();
  }

  async kill(): Promise<void> {
    this.link.cut();
    await this.server.stop();
  }
}

describe("bots of a server that is killed", () => {
  test.for([
    ["until Ctrl-C", MANY, SHORT_DOWN_MS, []],
    ["for some time", FEW, DOWN_MS, ["--seconds", "600"]],
  ] as const)("are all back within 5 s of its return, when they play %s", async ([, count, downMs, args]) => {
    // A host who wants more bots than an address may have turns its limits off.
    const place = new Place(`swarm-${count}`, ["--max-players", "64", "--joins-per-minute", "0"]);
    await place.start();
    const bots = playHere("--url", place.url, "--count", String(count), "--ramp", "100/s", ...args);
    await until("all are in", () => bots.counters.joined === count);
    await place.kill();
    await pass(downMs);
    const returned = await place.start();
    await until("all are back", () => place.players === count);
    expect(performance.now() - returned).toBeLessThan(BACK_WITHIN_MS);
    await bots.stop();
    await place.server.stop();
  });

  test("are back in any room when the room that they were sent to has ended with it", async () => {
    const place = new Place("swarm-of-room", []);
    await place.start();
    const owner = await Guest.create(place.server.url);
    const { roomId } = owner.room;
    const bots = playHere("--url", place.url, "--count", "2", "--room", roomId);
    await until("both are in", () => owner.room.state.roster.size === 3);
    await place.kill();
    await place.start();
    await until("both are back", () => place.players === 2);
    expect([...place.server.context.arenas].map((room) => room.roomId)).not.toContain(roomId);
    await bots.stop();
    await place.server.stop();
  });
});

describe("a bot of its author's own", () => {
  /** Starts one that does nothing, and returns how it ended. */
  function start(url: string, roomId?: string) {
    const stop = new AbortController();
    let steps = 0;
    const playing = runBot({
      url,
      name: "Mine",
      decide: () => {
        steps++;
        return {};
      },
      signal: stop.signal,
      ...(roomId !== undefined && { roomId }),
    });
    return {
      steps: () => steps,
      end: () => {
        stop.abort();
        return settled(playing);
      },
    };
  }

  test("joins again after its server was killed, also when its room has ended with it", async () => {
    const place = new Place("own-bot", []);
    await place.start();
    const owner = await Guest.create(place.server.url);
    const bots = [start(place.url), start(place.url, owner.room.roomId)];
    await until("both play", () => bots.every((bot) => bot.steps() > 30));
    await place.kill();
    await pass(DOWN_MS);
    const returned = await place.start();
    await until("both are back", () => place.players === 2);
    expect(performance.now() - returned).toBeLessThan(BACK_WITHIN_MS);
    for (const bot of bots) expect(await bot.end()).toMatchObject({ closeCode: undefined });
    expect(place.players).toBe(0);
    await place.server.stop();
  });

  test("notices a connection that goes silent within 3 s, and is back in its body", async () => {
    const place = new Place("silent-bot", []);
    await place.start();
    const observer = await Guest.join(place.server.url);
    const bot = start(place.url);
    const entry = () => [...observer.room.state.roster.values()].find(({ bot: isBot }) => isBot);
    await until("it plays", () => bot.steps() > 30);
    const id = entry()?.id;
    place.link.silence();
    const silenced = performance.now();
    const inputs = () => [...place.server.context.arenas].map((room) => room.report().counters.inputsReceived);
    await pass(1000);
    const before = inputs();
    await pass(500);
    expect(inputs()).toEqual(before);
    await until("it plays again", () => inputs().some((count, index) => count > (before[index] ?? 0)));
    expect(performance.now() - silenced).toBeLessThan(3000);
    expect(entry()?.id).toBe(id);
    expect((await bot.end()).closeCode).toBeUndefined();
    await observer.leave();
    await place.server.stop();
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
