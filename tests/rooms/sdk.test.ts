import {
  canSee,
  CLOSE,
  enemiesInSight,
  leadAim,
  runBot,
  shotPlace,
  walkingDistance,
  walkTo,
  waypointTo,
  type View,
} from "@fray/bot-client";
import { toInput } from "@fray/bot-client/internal/sdk/action";
import { PULSE } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { DT, other, ownBody, round, shotOf } from "../bot-client/scene.ts";
import { testArena } from "../support/duel.ts";
import { Guest } from "../support/guest.ts";
import { settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

/** A wall from the top to the middle of a floor of 60 x 40 u, with the own body to its left. */
const arena = testArena({ walls: [{ left: 29, top: 0, right: 31, bottom: 20 }] });
const HERE = { x: 25, y: 10 };

const view = (more: Partial<View> = {}): View => ({
  arena,
  now: 1,
  dt: DT,
  latency: 0,
  self: ownBody(HERE),
  looks: 1,
  lookedAt: 1,
  bodies: [],
  shots: [],
  gunfire: undefined,
  pickups: [],
  round: round("ffa"),
  secondsLeft: undefined,
  events: [],
  ...more,
});

describe("the queries that a bot can make about its view", () => {
  test("walls hide enemies, and those in sight come nearest first, without mates", () => {
    expect(canSee(view(), { x: 35, y: 10 })).toBe(false);
    expect(canSee(view(), { x: 25, y: 30 })).toBe(true);
    const self = ownBody({ ...HERE, team: 1 });
    const bodies = [
      other(35, 10, { id: 2, team: 2 }),
      other(15, 10, { id: 3, team: 2 }),
      other(20, 10, { id: 4, team: 2 }),
      other(24, 10, { id: 5, team: 1 }),
    ];
    expect(enemiesInSight(view({ self, bodies })).map(({ id }) => id)).toEqual([4, 3]);
    expect(enemiesInSight(view({ self: undefined, bodies }))).toEqual([]);
  });

  test("a shot aimed with lead hits a body that keeps running", () => {
    const target = other(25, 20, { vx: 6 });
    const angle = leadAim(view({ bodies: [target] }), target);
    // Solved for the time at which both are at the same place, seen from the muzzle.
    const time = (Math.hypot(10, 6 * 0.36) - PULSE.muzzle_u) / PULSE.speed_u_per_s;
    expect(Math.atan2(10, 6 * time)).toBeCloseTo(angle, 1);
    expect(leadAim(view({ latency: 0.1 }), target)).toBeLessThan(angle);
  });

  test("the way to a place leads round a wall", () => {
    const beyond = { x: 35, y: 10 };
    expect(waypointTo(view(), beyond)?.y).toBeGreaterThan(14);
    expect(walkingDistance(view(), beyond)).toBeGreaterThan(22);
    expect(walkTo(view(), beyond).moveY).toBeGreaterThan(0.5);
    expect(walkTo(view(), HERE)).toEqual({ moveX: 0, moveY: 0 });
    expect(walkTo(view({ self: undefined }), beyond)).toEqual({ moveX: 0, moveY: 0 });
  });

  test("a shot is where it has flown to", () => {
    const shot = shotOf({ weapon: "pulse", x: 5, y: 30, angle: 0 }, arena);
    const place = shotPlace(view({ now: 0.1 }), shot);
    expect(place.x).toBeCloseTo(5 + PULSE.muzzle_u + PULSE.speed_u_per_s * 0.1);
    expect(place.y).toBeCloseTo(30);
    expect(place.vx).toBeCloseTo(PULSE.speed_u_per_s, 4);
    expect(place.vy).toBeCloseTo(0);
  });
});

describe("an action becomes an input", () => {
  test("with a button for each action, and the old aim when the action has none", () => {
    expect(toInput({ moveX: 0.5, fire: true, dash: true }, 2)).toEqual({
      moveX: 0.5,
      moveY: 0,
      aim: 2,
      buttons: BUTTON.fire | BUTTON.dash,
    });
    expect(toInput({ aim: -1, special: true, reload: true }, 2)).toMatchObject({
      aim: -1,
      buttons: BUTTON.special | BUTTON.reload,
    });
  });

  test("that is legal whatever a bot computes", () => {
    expect(toInput({ moveX: 30, moveY: 40 }, 0)).toMatchObject({ moveX: 0.6, moveY: 0.8 });
    expect(toInput({ moveX: Number.NaN, moveY: Infinity, aim: Number.NaN }, 1)).toEqual({
      moveX: 0,
      moveY: 0,
      aim: 1,
      buttons: 0,
    });
  });
});

describe("runBot on a server", () => {
  let server: VirtualServer;
  let watcher: Guest;
  beforeAll(async () => {
    server = await startVirtual({ args: ["--map", "duel", "--mode", "ffa"] });
    watcher = await Guest.join(server.url, { spectate: true });
  });
  afterAll(async () => {
    await watcher.leave();
    await server.stop();
  });
  const isThere = (name: string): boolean =>
    [...watcher.room.state.roster.values()].some((entry) => entry.name === name && entry.bot);

  test("decides once per step on a new look each, ends when it is told to, and frees its place", async () => {
    const stop = new AbortController();
    const seen: { now: number; looks: number; dt: number }[] = [];
    const playing = runBot({
      url: server.url,
      name: "Sixty",
      signal: stop.signal,
      decide({ now, looks, dt }) {
        seen.push({ now, looks, dt });
        return {};
      },
    });
    await until("sixty steps", () => seen.length >= 60 && isThere("Sixty"));
    stop.abort();
    expect(await settled(playing)).toEqual({ kills: 0, deaths: 0, closeCode: undefined });
    for (const [index, { now, looks, dt }] of seen.slice(1).entries()) {
      expect(looks - (seen[index]?.looks ?? 0)).toBe(1);
      expect(now - (seen[index]?.now ?? 0)).toBeCloseTo(dt);
    }
    await until("its seat is free", () => !isThere("Sixty"));
  });

  test("passes on the bot's exceptions, and frees its place", async () => {
    const decide = () => {
      throw new TypeError("a bug in a bot");
    };
    await expect(settled(runBot({ url: server.url, name: "Buggy", decide }))).rejects.toThrow("a bug in a bot");
    await until("its seat is free", () => !isThere("Buggy"));
  });

  test("tells a bot which bodies it hit and killed", async () => {
    const stop = new AbortController();
    const told = new Set<string>();
    const victim = runBot({ url: server.url, name: "Victim", signal: stop.signal, decide: () => ({}) });
    await until("the victim is in", () => isThere("Victim"));
    const hunter = runBot({
      url: server.url,
      name: "Hunter",
      signal: stop.signal,
      decide(seen, self) {
        for (const event of seen.events) {
          if (event.type === "hit" && event.owner === self.id) told.add("hit");
          if (event.type === "death" && event.killer === self.id) told.add("death");
        }
        const [target] = seen.bodies;
        return target ? { ...walkTo(seen, target), aim: leadAim(seen, target), fire: true } : {};
      },
    });
    await until("it was told of a hit and a kill", () => told.size === 2);
    stop.abort();
    expect((await settled(hunter)).kills).toBeGreaterThan(0);
    expect((await settled(victim)).deaths).toBeGreaterThan(0);
  });
});

test("runBot returns with the close code when the server shuts down", async () => {
  const gone = await startVirtual({ args: ["--map", "duel", "--mode", "ffa"] });
  let steps = 0;
  const playing = runBot({ url: gone.url, name: "Left Over", decide: () => (steps++, {}) });
  await until("it plays", () => steps > 0);
  await gone.stop();
  expect(await settled(playing)).toMatchObject({ closeCode: CLOSE.serverShutdown });
});
