import { createRandom, FrameError } from "@fray/netcode/core";
import { Arena } from "@fray/shared-state/arena/arena";
import { ArenaDecoder } from "@fray/shared-state/internal/sync/arena-decoder";
import type { Player } from "@fray/shared-state/schema/player";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";

import { KINDS, SyncRoom, type Kind } from "../../support/sync-room.ts";

const BUSH = { left: 20, top: 5, right: 28, bottom: 15 };
const field = new Arena({
  name: "field",
  width: 120,
  height: 80,
  walls: [],
  bushes: [BUSH],
  spawns: [{ x: 10, y: 10, team: 0 }],
  pickups: [{ x: 14, y: 6, kind: "health" }],
});
const TICKS = 100;
/** Longer ago than anything that gives a body away. */
const LONG_AGO = -1000;

/** Places in the list of those who join. */
const [SHOWN, IN_THE_BUSH, FAR_AWAY] = [1, 2, 3] as const;

/**
 * Returns the bytes for a client that sees one body, `shown`. Another body walks about in a bush on its screen and a
 * third one far away; `hidden` determines their places and everything that happens to them. In the end `taker` takes
 * the pickup on the client's screen.
 */
function sentFor(kind: Kind, shown: number, hidden: number, taker: number = SHOWN): object {
  const room = new SyncRoom(kind, field);
  const names = ["watcher", "shown", "in the bush", "far away"];
  const connections = names.map((name) => room.join(name));
  room.tick();
  const bodies = names.map((name) => room.state.players.get(name));
  const [watcherLine] = connections;
  const [watcher, seen, inBush, far] = bodies;
  if (!watcherLine || !watcher || !seen || !inBush || !far) throw new Error("somebody is missing");
  const [aboutShown, aboutHidden] = [createRandom(shown), createRandom(hidden)];
  const markActive = (body: Player, random: () => number, { left, top, right, bottom }: typeof BUSH): void => {
    Object.assign(body, {
      x: left + random() * (right - left),
      y: top + random() * (bottom - top),
      aim: random() * 6,
      vx: random(),
      ammo: Math.floor(random() * 9),
      health: 1 + Math.floor(random() * 99),
      shielded: false,
      railCharge: Math.floor(random() * 5),
      hurtTick: LONG_AGO,
      firedTick: LONG_AGO,
    });
  };
  const stirAll = (): void => {
    markActive(watcher, createRandom(1), { left: 10, top: 10, right: 11, bottom: 11 });
    markActive(seen, aboutShown, { left: 8, top: 8, right: 14, bottom: 14 });
    markActive(inBush, aboutHidden, { ...BUSH, left: 22 });
    markActive(far, aboutHidden, { left: 80, top: 40, right: 120, bottom: 80 });
  };
  // They come there out of sight, and clients that saw them spawn forget them.
  for (let tick = 0; tick < 4; tick++) {
    stirAll();
    room.interest.refresh(room.world);
    room.patch();
    room.world.tick++;
  }
  watcherLine.frames.length = 0;
  for (let tick = 0; tick < TICKS; tick++) {
    stirAll();
    room.world.tick++;
    room.interest.refresh(room.world);
    room.patch();
  }
  expect([...watcherLine.seen.players.keys()].toSorted()).toEqual(["shown", "watcher"]);
  room.world.events.length = 0;
  room.world.events.push({ type: "pickup", index: 0, kind: "health", taker: bodies[taker]?.id ?? 0 });
  room.tell();
  room.patch();
  const { frames, events } = watcherLine;
  expect(events.at(-1)?.pickups).toHaveLength(1);
  return { frames, events };
}

describe.each(Object.keys(KINDS) as Kind[])("in a room that sends %s", (kind) => {
  test("N8: no byte that a client receives depends on a body that is hidden from it", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (shown, one, another) => {
        expect(sentFor(kind, shown, one)).toEqual(sentFor(kind, shown, another));
      }),
      { numRuns: 10 },
    );
    expect(sentFor(kind, 1, 2)).not.toEqual(sentFor(kind, 3, 2));
  });

  test("N8: a hidden body that takes a pickup is not named", () => {
    const [shown, inBush, farAway] = [SHOWN, IN_THE_BUSH, FAR_AWAY].map((taker) => sentFor(kind, 1, 2, taker));
    expect(inBush).toEqual(farAway);
    expect(inBush).not.toEqual(shown);
  });
});

/** Frames of a room where people come and go: a full state, and what followed. */
function recorded(): Uint8Array[] {
  const room = new SyncRoom("records", field);
  const connection = room.join("watcher");
  for (let index = 0; index < 12; index++) room.join(`member-${index}`);
  for (let tick = 0; tick < 30; tick++) {
    if (tick % 5 === 4) room.leave(`member-${(tick / 5) | 0}`);
    if (tick % 7 === 6) room.join(`late-${tick}`);
    let place = 0;
    for (const player of room.state.players.values()) Object.assign(player, { x: player.x + 0.1, aim: tick + ++place });
    room.tick();
  }
  return connection.frames;
}

const HEAD_BYTES = 9;
const feed = (frames: readonly Uint8Array[]): ArenaDecoder => {
  const decoder = new ArenaDecoder();
  for (const [index, frame] of frames.entries()) {
    if (index === 0) decoder.setState(frame, { offset: HEAD_BYTES });
    else decoder.patch(frame, { offset: HEAD_BYTES });
  }
  return decoder;
};

test("a truncated frame is refused as such", () => {
  const frames = recorded();
  fc.assert(
    fc.property(fc.nat({ max: frames.length - 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (index, share) => {
      const frame = frames[index] ?? new Uint8Array();
      const length = HEAD_BYTES + Math.floor(share * (frame.length - HEAD_BYTES - 1e-9));
      expect(() => feed([...frames.slice(0, index), frame.subarray(0, length)])).toThrow(FrameError);
    }),
  );
});

test("frames of garbage are refused or read, and nothing hangs or grows", () => {
  for (const method of ["warn", "error"] as const) vi.spyOn(console, method).mockImplementation(() => {});
  const frames = recorded();
  const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 });
  let refused = 0;
  fc.assert(
    fc.property(fc.nat({ max: frames.length - 1 }), damage, (index, bytes) => {
      const frame = Uint8Array.from(frames[index] ?? []);
      for (const [place, byte] of bytes) frame[HEAD_BYTES + (place % (frame.length - HEAD_BYTES))] = byte;
      try {
        const { players } = feed([...frames.slice(0, index), frame]).getState();
        expect(players.size).toBeLessThan(100);
      } catch (error) {
        expect(error).toBeInstanceOf(FrameError);
        refused++;
      }
    }),
    { numRuns: 1000 },
  );
  expect(refused).toBeGreaterThan(100);
});
