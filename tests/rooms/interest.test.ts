import { Client, type Room } from "@colyseus/sdk";
import { SCREEN_U, screenCentre } from "@fray/shared-state/protocol/screen";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { InputFrame } from "@fray/shared-state/schema/input-frame";
import { afterAll, beforeAll, expect, test } from "vitest";

import { namesSentTo } from "../support/declared-fields.ts";
import { loadMap } from "../support/maps.ts";
import { settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const arena = loadMap("foundry");
let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual();
});
afterAll(() => server.stop());

const join = async (name: string): Promise<Room<unknown, ArenaState>> => {
  const room = await settled(new Client(server.url).joinOrCreate<ArenaState>("arena", { name }, ArenaState));
  room.onMessage("*", () => {});
  return room;
};

/** Bodies come into a view within this of the middle of its screen, and are kept a little longer. */
const FARTHEST_U = { x: (SCREEN_U.width / 2 + 3) * 1.15 + 1, y: (SCREEN_U.height / 2 + 3) * 1.15 + 1 };

test("a client receives bodies near its own, no distant ones, and no fields for owners of others", async () => {
  const rooms = await Promise.all(Array.from({ length: 8 }, (_, index) => join(`P${index}`)));
  await until("everybody is in", () => rooms.every((room) => room.state.roster?.size === 8));
  const inputs = rooms.map((room) => room.input<InputFrame>({ type: InputFrame }));
  const farthest = { x: 0, y: 0 };
  const leaked = new Set<unknown>();
  let sightings = 0;
  let outOfSight = 0;
  for (const room of rooms) {
    room.onStateChange(() => {
      const own = room.state.players.get(room.sessionId);
      if (!own) return;
      outOfSight += rooms.length - room.state.players.size;
      for (const [sessionId, other] of room.state.players) {
        if (sessionId === room.sessionId) continue;
        sightings++;
        const centre = screenCentre(own.x, own.y, arena);
        farthest.x = Math.max(farthest.x, Math.abs(other.x - centre.x));
        farthest.y = Math.max(farthest.y, Math.abs(other.y - centre.y));
        for (const name of namesSentTo("owner")) leaked.add(other[name]);
      }
    });
  }
  let phase = 0;
  await until("they have run about and met", () => {
    phase += 0.01;
    inputs.forEach((input, index) => {
      input.data.moveX = Math.cos(phase + index);
      input.data.moveY = Math.sin(phase * 0.7 + index);
      input.send();
    });
    return phase > 3;
  });
  expect(sightings).toBeGreaterThan(0);
  expect(outOfSight).toBeGreaterThan(0);
  expect(farthest.x).toBeLessThan(FARTHEST_U.x);
  expect(farthest.y).toBeLessThan(FARTHEST_U.y);
  expect([...leaked], "fields only the owner is told").toEqual([undefined]);
  await settled(Promise.all(rooms.map((room) => room.leave())));
});
