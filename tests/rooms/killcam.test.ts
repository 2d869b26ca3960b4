import { Arena } from "@fray/shared-state/arena/arena";
import { phaseOf } from "@fray/shared-state/match/modes";
import type { Clip } from "@fray/shared-state/protocol/clip";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { positionToSteps } from "@fray/shared-state/quantized";
import { BUTTON, type InputFrame } from "@fray/shared-state/schema/input-frame";
import { afterEach, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { playOn } from "../support/play-on.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const BUSH = { left: 20, top: 10, right: 24, bottom: 14 };
/** In the middle of the bush, and a place next to it from which one looks into it. */
const HIDDEN = { x: 22, y: 12 };
const BESIDE = { x: 24.6, y: 12 };
/** In the open, and a place in front of it. */
const STAND = { x: 30, y: 12 };
const TARGET = { x: 33, y: 12 };
const STEP_MS = 33;
const TICK_RATE = 30;

playOn(
  "duel",
  new Arena({
    name: "duel",
    width: 80,
    height: 40,
    walls: [],
    bushes: [BUSH],
    spawns: [{ x: 50, y: 30, team: 0 }],
    pickups: [{ ...HIDDEN, kind: "ammo" }],
  }),
);

let server: VirtualServer;
const guests: Guest[] = [];
const timers: NodeJS.Timeout[] = [];
afterEach(async () => {
  for (const timer of timers.splice(0)) clearInterval(timer);
  await Promise.all(guests.splice(0).map((guest) => guest.leave()));
  await server.stop();
});

const start = async (...args: string[]): Promise<void> => {
  server = await startVirtual({ args: ["--map", "duel", ...args] });
};

const bodyOf = ({ sessionId }: Guest) => {
  const body = onlyRoom().state.players.get(sessionId);
  if (!body) throw new Error("it has no body");
  return body;
};

/** Joins and stands at a place, long enough after its spawn for nothing to give it away. */
const join = async (name: string, at: { x: number; y: number }, { team = 0, bot = false } = {}): Promise<Guest> => {
  const guest = await Guest.join(server.url, { name, bot });
  guests.push(guest);
  await until("it has spawned", () => onlyRoom().state.players.get(guest.sessionId)?.alive);
  Object.assign(bodyOf(guest), { ...at, team, shielded: false, hurtTick: -100, firedTick: -100 });
  const from = guest.patches;
  await until("its view has followed", () => guest.patches >= from + 4);
  return guest;
};

const play = (guest: Guest, what: () => Partial<InputFrame>) => {
  const input = guest.room.input<InputFrame>();
  const send = () => {
    Object.assign(input.data, { moveX: 0, moveY: 0, aim: 0, buttons: 0 }, what());
    input.send();
  };
  timers.push(setInterval(send, STEP_MS));
};

/** Lets `killer` fire to the right, where the victim has one point of health, until that is dead. */
async function kill(killer: Guest, victim: Guest): Promise<void> {
  const body = bodyOf(victim);
  Object.assign(body, { health: 1, armour: 0 });
  const { lives } = body;
  play(killer, () => ({ buttons: body.alive && body.lives === lives ? BUTTON.fire : 0 }));
  await until("it is dead", () => !body.alive);
}

const seconds = async (guest: Guest, count: number): Promise<void> => {
  const from = guest.patches;
  await until("time has passed", () => guest.patches >= from + count * TICK_RATE);
};

async function clipFor(guest: Guest, kind: Clip["kind"] = "death"): Promise<Clip> {
  await until("it is offered", () => guest.heard.clipOffer.some((offer) => offer.kind === kind));
  const before = guest.heard.clip.length;
  guest.say("clip", { kind });
  await until("it has come", () => guest.heard.clip.length > before);
  const clip = guest.heard.clip.at(-1);
  if (!clip) throw new Error("it has not come");
  return clip;
}

/** The refusals that a guest gets for asking. */
async function refusedFor(guest: Guest, message: unknown = { kind: "death" }): Promise<string> {
  const before = guest.heard.notice.length;
  guest.say("clip", message);
  await until("it is refused", () => guest.heard.notice.length > before);
  return guest.heard.notice.at(-1)?.code ?? "";
}

/** All places of a body in a clip by tick. */
function placesIn({ first, gaps, bodies }: Clip, id: number): Map<number, readonly [number, number]> {
  const ticks = [first];
  for (const gap of gaps) ticks.push((ticks.at(-1) ?? 0) + gap);
  const places = new Map<number, readonly [number, number]>();
  for (const [begin, ...values] of bodies.find((body) => body.id === id)?.runs ?? []) {
    let [x, y] = [0, 0];
    for (let index = 0; index * 3 < values.length; index++) {
      x += values[index * 3] ?? 0;
      y += values[index * 3 + 1] ?? 0;
      places.set(ticks[begin + index] ?? 0, [x, y]);
    }
  }
  return places;
}

/** Keeps the places that a guest is sent, by id and tick. */
function watch(guest: Guest): Map<number, Map<number, readonly [number, number]>> {
  const received = new Map<number, Map<number, readonly [number, number]>>();
  guest.room.onStateChange((state) => {
    const tick = Math.round((guest.room.clock.lastServerTime() * TICK_RATE) / 1000);
    for (const { id, x, y } of state.players.values()) {
      const places = received.get(id) ?? new Map<number, readonly [number, number]>();
      received.set(id, places.set(tick, [positionToSteps(x), positionToSteps(y)]));
    }
  });
  return received;
}

const idsIn = (clip: Clip): number[] => clip.bodies.map(({ id }) => id);

test("a killed person gets the last 3 seconds, place by place as the killer was sent them, and nothing else", async () => {
  await start("--warmup-seconds", "600");
  const killer = await join("Killer", STAND);
  const victim = await join("Victim", TARGET);
  const walker = await join("Walker", { x: 40, y: 20 });
  const received = watch(killer);
  let steps = 0;
  play(walker, () => ({ moveX: steps++ % 60 < 30 ? 1 : -1, aim: steps * 0.05 }));
  await seconds(killer, 4);
  await kill(killer, victim);
  const diedAt = onlyRoom().state.players.get(victim.sessionId)?.respawnTick ?? 0;
  const clip = await clipFor(victim);
  expect(victim.heard.clipOffer).toEqual([{ kind: "death", by: killer.id, kills: 0 }]);
  expect(clip).toMatchObject({ kind: "death", by: killer.id, victim: victim.id, map: "duel" });
  expect(new Set(idsIn(clip))).toEqual(new Set([killer.id, victim.id, walker.id]));
  let compared = 0;
  for (const id of [victim.id, walker.id]) {
    for (const [tick, place] of placesIn(clip, id)) {
      expect(received.get(id)?.get(tick), `${id} in ${tick}`).toEqual(place);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(150);
  // 3 s of a server with 30 ticks a second, up to the death.
  const ticks = [...placesIn(clip, killer.id).keys()];
  expect(ticks).toHaveLength(90);
  expect(diedAt - Math.max(...ticks)).toBe(2 * TICK_RATE);
  // The killer was told of each event too.
  for (const event of clip.events) {
    expect(killer.events.find(({ tick }) => tick === event.tick)).toMatchObject(event);
  }
  expect(clip.events.at(-1)?.deaths?.[0]?.slice(0, 2)).toEqual([victim.id, killer.id]);
  // The victim stood still.
  const stood = [positionToSteps(TARGET.x), positionToSteps(TARGET.y)];
  expect(clip.places?.judged).toEqual(stood);
  expect(JSON.stringify(clip).length).toBeLessThan(12_000);
});

test("no byte of a clip is about a body that the killer was not sent", async () => {
  await start("--warmup-seconds", "600");
  const killer = await join("Killer", STAND);
  const victim = await join("Victim", TARGET);
  const hider = await join("Hider", HIDDEN);
  const far = await join("Far", { x: 75, y: 35 });
  await until("it is hidden", () => !killer.sees(hider) && !killer.sees(far));
  let step = 0;
  play(hider, () => ({ moveX: step % 12 < 6 ? 1 : -1, aim: step++ * 0.1 }));
  play(far, () => ({ buttons: BUTTON.fire }));
  await seconds(killer, 3.2);
  expect(killer.sees(hider)).toBe(false);
  await kill(killer, victim);
  const clip = await clipFor(victim);
  for (const { id } of [hider, far]) {
    expect(idsIn(clip)).not.toContain(id);
    expect(named(clip)).not.toContain(id);
  }
  expect(named(clip)).toContain(killer.id);
});

/** All whose shots, hits, blasts, deaths and pickups are in a clip. */
const named = ({ events }: Clip): number[] =>
  events.flatMap(({ shots = [], hits = [], blasts = [], deaths = [], pickups = [] }) => [
    ...[...shots, ...blasts].map(([owner]) => owner),
    ...hits.flatMap(([owner, , victim]) => [owner, victim]),
    ...deaths.flatMap(([victim, killer]) => [victim, killer]),
    ...pickups.map(([, taker]) => taker),
  ]);

test("what hides from the victim is left out of the middle of a round, though the killer sees it", async () => {
  await start("--warmup-seconds", "600");
  const killer = await join("Killer", BESIDE);
  const victim = await join("Victim", { x: 32, y: 12 });
  const hider = await join("Hider", HIDDEN);
  await until("only the killer sees into the bush", () => killer.sees(hider) && !victim.sees(hider));
  await seconds(killer, 3.2);
  bodyOf(hider).ammo = 1;
  const taken = ({ events }: Pick<Clip, "events">) => events.flatMap(({ pickups = [] }) => pickups);
  await until("it has taken what lies there", () => taken(killer).length > 0);
  await kill(killer, victim);
  const clip = await clipFor(victim);
  expect(new Set(idsIn(clip))).toEqual(new Set([killer.id, victim.id]));
  expect(taken(killer)).toEqual([[0, hider.id]]);
  expect(taken(clip)).toEqual([[0, 0]]);
});

test("a killer who hides stays hidden: nothing is offered, and to ask is refused", async () => {
  await start("--warmup-seconds", "600");
  const killer = await join("Killer", HIDDEN);
  const victim = await join("Victim", STAND);
  const body = bodyOf(victim);
  Object.assign(body, { health: 1, armour: 0 });
  // Firing reveals it, unless that was long ago when the shot hits: it fires once.
  const own = bodyOf(killer);
  const { ammo } = own;
  play(killer, () => ({ buttons: own.ammo === ammo ? BUTTON.fire : 0 }));
  await until("it is dead", () => {
    Object.assign(own, { firedTick: -100, hurtTick: -100 });
    return !body.alive;
  });
  expect(await refusedFor(victim)).toBe("notAllowed");
  expect(victim.heard.clipOffer).toEqual([]);
});

test("a clip is sent once, to the one who died, until they are back; everything else is refused with a code", async () => {
  await start("--warmup-seconds", "600");
  const killer = await join("Killer", STAND);
  const victim = await join("Victim", TARGET);
  await kill(killer, victim);
  await clipFor(victim);
  expect(await refusedFor(victim)).toBe("notAllowed");
  expect(await refusedFor(killer)).toBe("notAllowed");
  expect(await refusedFor(killer, { kind: "all" })).toBe("malformed");
  expect(await refusedFor(killer, "x".repeat(1000))).toBe("malformed");
  expect(await refusedFor(killer)).toBe("tooFast");
  const body = bodyOf(victim);
  await until("it is back", () => body.alive);
  Object.assign(body, { ...TARGET, shielded: false });
  await kill(killer, victim);
  await until("it is back again", () => body.alive);
  expect(victim.heard.clipOffer).toHaveLength(2);
  expect(await refusedFor(victim)).toBe("notAllowed");
  expect(victim.heard.clip).toHaveLength(1);
});

test("the answer is there with the next tick after the question", async () => {
  await start("--warmup-seconds", "600");
  const killer = await join("Killer", STAND);
  const victim = await join("Victim", TARGET);
  await seconds(killer, 4);
  Object.assign(bodyOf(killer), STAND);
  Object.assign(bodyOf(victim), { ...TARGET, shielded: false });
  await kill(killer, victim);
  await until("it is offered", () => victim.heard.clipOffer.length > 0);
  const before = victim.patches;
  await clipFor(victim);
  // A patch comes with each tick. One may have been on its way.
  expect(victim.patches - before).toBeLessThanOrEqual(2);
});

test("who asks a second later gets the same 3 seconds, and nothing from after the death", async () => {
  await start("--warmup-seconds", "600");
  const killer = await join("Killer", STAND);
  const victim = await join("Victim", TARGET);
  const walker = await join("Walker", { x: 40, y: 20 });
  let steps = 0;
  play(walker, () => ({ moveX: steps++ % 60 < 30 ? 1 : -1, buttons: BUTTON.fire }));
  await seconds(killer, 4);
  await kill(killer, victim);
  const diedAt = bodyOf(victim).respawnTick - 2 * TICK_RATE;
  await seconds(killer, 1);
  expect(bodyOf(victim).alive).toBe(false);
  const clip = await clipFor(victim);
  const ticks = [...placesIn(clip, killer.id).keys()];
  expect(Math.max(...ticks, ...clip.events.map(({ tick }) => tick))).toBe(diedAt);
  expect(ticks).toHaveLength(90);
});

test("a killer who leaves does not take the clip away", async () => {
  await start("--warmup-seconds", "600");
  const killer = await join("Killer", STAND);
  const victim = await join("Victim", TARGET);
  await seconds(killer, 3.2);
  await kill(killer, victim);
  for (const timer of timers.splice(0)) clearInterval(timer);
  await killer.leave();
  await seconds(victim, 1.2);
  expect(bodyOf(victim).alive).toBe(false);
  expect(idsIn(await clipFor(victim))).toContain(victim.id);
});

test("to ask for it is no sign of life: pages do so by themselves", async () => {
  const idleS = 4;
  await start("--warmup-seconds", "600", "--idle-seconds", String(idleS));
  const killer = await join("Killer", STAND);
  const victim = await join("Victim", TARGET);
  const from = killer.patches;
  await seconds(killer, idleS / 2);
  await kill(killer, victim);
  await clipFor(victim);
  await until("it is sent away", () => victim.closed);
  expect(victim.closed).toBe(CLOSE.idle);
  // It has done nothing since it came.
  expect((killer.patches - from) / TICK_RATE).toBeLessThan(idleS + 0.5);
});

test("it comes 2 s before the respawn, which it never delays, and from bots too, but never to bots", async () => {
  await start("--warmup-seconds", "600");
  const killer = await join("Killer", STAND, { bot: true });
  const victim = await join("Victim", TARGET);
  await kill(killer, victim);
  const { respawnTick } = bodyOf(victim);
  const clip = await clipFor(victim);
  const last = clip.gaps.reduce((sum, gap) => sum + gap, clip.first);
  expect(respawnTick - last).toBe(2 * TICK_RATE);
  const body = bodyOf(victim);
  await until("it is back", () => body.alive);
  expect(body.respawnTick).toBe(respawnTick);
  const bot = await join("Bot", { x: 33, y: 12 }, { bot: true });
  await kill(killer, bot);
  await seconds(killer, 0.3);
  expect(bot.heard.clipOffer).toEqual([]);
});

test("--killcam off: nothing is offered, and to ask is refused", async () => {
  await start("--warmup-seconds", "600", "--killcam", "off");
  const killer = await join("Killer", STAND);
  const victim = await join("Victim", TARGET);
  await kill(killer, victim);
  expect(await refusedFor(victim)).toBe("notAllowed");
  expect(victim.heard.clipOffer).toEqual([]);
});

test("the best moment of a round is offered to everybody when it is over, and sent once to each", async () => {
  await start("--round-seconds", "10", "--warmup-seconds", "1");
  const killer = await join("Killer", STAND);
  const victim = await join("Victim", TARGET);
  const { match } = onlyRoom().state;
  await until("it counts", () => phaseOf(match) === "live");
  for (const [guest, at] of [
    [killer, STAND],
    [victim, TARGET],
  ] as const) {
    const body = bodyOf(guest);
    await until("it has spawned", () => body.alive);
    Object.assign(body, { ...at, shielded: false });
  }
  await kill(killer, victim);
  expect(await refusedFor(victim, { kind: "best" })).toBe("notAllowed");
  await until("it is over", () => phaseOf(match) === "results");
  for (const guest of [killer, victim]) {
    const clip = await clipFor(guest, "best");
    expect(clip).toMatchObject({ kind: "best", by: killer.id, victim: 0 });
    expect(clip.places).toBeUndefined();
    const last = clip.gaps.reduce((sum, gap) => sum + gap, clip.first);
    const death = clip.events.find(({ deaths }) => deaths);
    expect(last - (death?.tick ?? 0)).toBe(TICK_RATE);
    expect(await refusedFor(guest, { kind: "best" })).toBe("notAllowed");
  }
  expect(killer.heard.clipOffer).toEqual([{ kind: "best", by: killer.id, kills: 1 }]);
});
