import { Client, type Room } from "@colyseus/sdk";
import { createRandom } from "@fray/netcode/core";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

let server: VirtualServer;
let bystander: Room;
beforeAll(async () => {
  server = await startVirtual({ args: ["--joins-per-minute", "0"] });
  bystander = await settled(new Client(server.url).joinOrCreate("arena", { name: "Bystander" }));
  bystander.onMessage("*", () => {});
});
afterAll(async () => {
  await settled(bystander.leave());
  await server.stop();
});

interface Attacker {
  room: Room;
  closed: Promise<{ code: number; reason: string | undefined }>;
  send(bytes: ArrayLike<number>): void;
}

let attacker: Attacker;
beforeEach(async () => {
  const room = await settled(new Client(server.url).joinOrCreate("arena", { name: "Attacker" }));
  room.onMessage("*", () => {});
  room.reconnection.enabled = false;
  const closed = new Promise<{ code: number; reason: string | undefined }>((resolve) => {
    room.onLeave((code, reason) => resolve({ code, reason }));
  });
  await until("the attacker is in", () => room.state.roster?.get(room.sessionId));
  attacker = { room, closed, send: (bytes) => room.connection.send(Uint8Array.from(bytes)) };
});

/** The bystander still gets patches: the room ticks on. */
async function ticksOn(): Promise<void> {
  const before = bystander.clock.lastServerTime();
  await until("the room ticks on", () => bystander.clock.lastServerTime() > before + 100);
  expect(bystander.state.roster.get(bystander.sessionId)).toMatchObject({ name: "Bystander", connected: true });
}

describe("frames that hurt the framework's decoder are refused, and the other clients notice nothing", () => {
  test.for([
    ["the three bytes that hang it", [0x14, 0x00, 0xff]],
    ["the six that make it allocate until it dies", [0x94, 0xce, 0xff, 0xff, 0xff, 0xff]],
    ["an unreliable input, which WebSockets never need", [0x14, 0x01, 0x00]],
  ] as const)("%s", async ([, bytes]) => {
    attacker.send(bytes);
    expect(await settled(attacker.closed)).toEqual({ code: CLOSE.malformed, reason: "malformed frame" });
    await until("its seat is gone", () => !bystander.state.roster.get(attacker.room.sessionId));
    await ticksOn();
  });

  test("an empty frame", async () => {
    attacker.send([]);
    expect(await settled(attacker.closed)).toMatchObject({ code: CLOSE.malformed });
    await ticksOn();
  });

  test("a frame beyond the size limit", async () => {
    attacker.send(new Uint8Array(64 * 1024));
    await settled(attacker.closed);
    await ticksOn();
  });

  test("4,000 random frames on as many connections as necessary", async () => {
    const random = createRandom(42);
    let { room } = attacker;
    for (let i = 0; i < 4000; i++) {
      if (!room.connection.isOpen) {
        room = await settled(new Client(server.url).joinOrCreate("arena", { name: "Fuzz" }));
        room.onMessage("*", () => {});
        room.reconnection.enabled = false;
      }
      const frame = Uint8Array.from({ length: 1 + Math.floor(random() * 24) }, () => Math.floor(random() * 256));
      // Mostly codes that mean something, or the fuzz would never get past the first byte.
      if (random() < 0.9) frame[0] = ((frame[0] ?? 0) & 0xe0) | (10 + Math.floor(random() * 13));
      room.connection.send(frame);
      if (i % 50 === 0) await ticksOn();
    }
    room.connection.close();
    await ticksOn();
    expect(server.context.log.counts().exception).toBe(0);
  });

  test("a flood of messages without a handler", async () => {
    for (let i = 0; i < 5000 && attacker.room.connection.isOpen; i++) attacker.room.send("nonsense", i);
    expect(await settled(attacker.closed)).toEqual({ code: CLOSE.flood, reason: "too many messages" });
    await ticksOn();
  });

  test("a flood beyond the budget", async () => {
    const frame = Uint8Array.of(0x12);
    for (let i = 0; i < 5000 && attacker.room.connection.isOpen; i++) attacker.room.connection.send(frame);
    expect(await settled(attacker.closed)).toEqual({ code: CLOSE.flood, reason: "too many messages" });
    await ticksOn();
  });
});
