import { snapVelocity, stepsToAngle } from "@fray/shared-state/quantized";
import { Pickup } from "@fray/shared-state/schema/pickup";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import fc from "fast-check";
import { expect, test, vi } from "vitest";

import { PEERS, ScriptedRoom } from "./scripted-room.ts";

const who = fc.nat({ max: PEERS - 1 });
const place = fc.integer({ min: 5, max: 95 });
/** The random events of a tick. */
const anyChange = fc.oneof(
  fc.record({ type: fc.constant("move" as const), who, x: place, y: place }),
  fc.record({ type: fc.constant("jump" as const), who, x: place, y: place }),
  fc.record({ type: fc.constant("hurt" as const), who, health: fc.nat({ max: 100 }) }),
  fc.record({ type: fc.constant("enter" as const), who }),
  fc.record({ type: fc.constant("leave" as const), who }),
  fc.record({ type: fc.constant("score" as const), who, score: fc.nat({ max: 99 }) }),
  fc.record({ type: fc.constant("measure" as const), who }),
  fc.record({ type: fc.constant("rejoin" as const), who }),
  fc.record({ type: fc.constant("pickup" as const), who, isNew: fc.boolean() }),
);
type Change = typeof anyChange extends fc.Arbitrary<infer Type> ? Type : never;

function apply(room: ScriptedRoom, event: Change): void {
  const { state } = room;
  const sessionId = `peer${event.who}`;
  const player = state.players.get(sessionId);
  const entry = state.roster.get(sessionId);
  switch (event.type) {
    case "move":
    case "jump":
      if (!player) break;
      Object.assign(player, { x: event.x, y: event.y, vx: snapVelocity(event.x / 10), ammo: event.y });
      if (event.type === "jump") player.lives++;
      break;
    case "hurt":
      if (player) player.health = event.health;
      break;
    case "enter":
      room.enter(sessionId);
      break;
    case "leave":
      room.leave(sessionId);
      break;
    case "score":
      if (entry) entry.score = event.score;
      break;
    case "measure":
      state.tickTime++;
      break;
    case "rejoin":
      state.roster.delete(sessionId);
      state.roster.set(sessionId, Object.assign(new RosterEntry(), { name: sessionId }));
      break;
    case "pickup":
      if (event.isNew) state.pickups.push(Object.assign(new Pickup(), { x: event.who }));
      else if (state.pickups[0]) state.pickups[0].available = !state.pickups[0].available;
  }
}

test("a skipped client has the right state with its next patch, however long it was skipped", () => {
  const warnings = [vi.spyOn(console, "warn"), vi.spyOn(console, "error")];
  const tick = fc.record({ changes: fc.array(anyChange, { maxLength: 6 }), due: fc.uniqueArray(who) });
  fc.assert(
    fc.property(fc.array(tick, { minLength: 1, maxLength: 60 }), (ticks) => {
      const room = new ScriptedRoom();
      for (const { changes, due } of ticks) {
        for (const event of changes) apply(room, event);
        room.patch(due);
        for (const index of due) {
          const [held, authoritative] = room.compare(index);
          expect(held).toEqual(authoritative);
        }
      }
      room.patch([0, 1, 2, 3]);
      for (let index = 0; index < PEERS; index++) {
        const [held, authoritative] = room.compare(index);
        expect(held).toEqual(authoritative);
      }
    }),
    { numRuns: 300 },
  );
  // A decoder only complains of what it can't read, and skips it.
  for (const complaint of warnings) expect(complaint).not.toHaveBeenCalled();
});

test("missed changes come in one frame, and a field that changed often once", () => {
  const room = new ScriptedRoom();
  room.patch([0, 1, 2, 3]);
  const [slow, prompt] = room.peers;
  if (!slow || !prompt) throw new Error("no such peers");
  slow.frames.length = prompt.frames.length = 0;
  for (let tick = 0; tick < 30; tick++) {
    apply(room, { type: "move", who: 1, x: 30 + tick, y: 50 });
    room.patch([1, 2, 3]);
  }
  expect(slow.frames).toEqual([]);
  room.patch([0, 1, 2, 3]);
  expect(slow.frames).toHaveLength(1);
  expect(Buffer.concat(slow.frames).length).toBeLessThan(Buffer.concat(prompt.frames).length / 10);
});

test("a client that starts to see a body while nothing changes is sent one frame like all others", () => {
  const room = new ScriptedRoom();
  apply(room, { type: "move", who: 0, x: 20, y: 50 });
  apply(room, { type: "move", who: 1, x: 33, y: 50 });
  room.patch([0, 1, 2, 3]);
  const [watcher] = room.peers;
  const other = room.state.players.get("peer1");
  if (!watcher || !other) throw new Error("no such peers");
  expect(room.interest.isShown(watcher.client, other.id)).toBe(true);
  watcher.frames.length = 0;
  room.interest.limitReach("peer0", 0.5);
  for (let tick = 0; tick < 3; tick++) room.patch([0, 1, 2, 3]);
  expect(room.interest.isShown(watcher.client, other.id)).toBe(false);
  expect(watcher.frames).toHaveLength(3);
  const [held, authoritative] = room.compare(0);
  expect(held).toEqual(authoritative);
});

test("no data is sent about a body that hid while its observer was skipped, not even its old place", () => {
  const room = new ScriptedRoom();
  const secret = 12_345;
  apply(room, { type: "move", who: 0, x: 30, y: 10 });
  apply(room, { type: "move", who: 1, x: 35, y: 10 });
  room.patch([0, 1, 2, 3]);
  const watcher = room.peers[0];
  const hider = room.state.players.get("peer1");
  if (!watcher || !hider) throw new Error("no such peers");
  expect(room.interest.isShown(watcher.client, hider.id)).toBe(true);
  const needle = Buffer.alloc(2);
  needle.writeUInt16LE(secret);
  const isNamed = (index: number) => Buffer.concat(room.peers[index]?.frames ?? []).includes(needle);
  hider.aim = stepsToAngle(secret);
  room.patch([1, 2, 3]);
  // Its player is sent the same bytes.
  expect([0, 1].map(isNamed)).toEqual([false, true]);
  apply(room, { type: "move", who: 1, x: 45, y: 10 });
  for (let tick = 0; tick < 3; tick++) room.patch([1, 2, 3]);
  expect(room.interest.isShown(watcher.client, hider.id)).toBe(false);
  watcher.frames.length = 0;
  room.patch([0]);
  expect(isNamed(0)).toBe(false);
  const [held, authoritative] = room.compare(0);
  expect(held).toEqual(authoritative);
});
