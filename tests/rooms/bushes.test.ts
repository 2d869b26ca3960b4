import { $refId } from "@colyseus/schema";
import { Arena } from "@fray/shared-state/arena/arena";
import { BUSH_SIGHT_U } from "@fray/shared-state/rules";
import { BUTTON, type InputFrame } from "@fray/shared-state/schema/input-frame";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { playOn } from "../support/play-on.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const BUSH = { left: 20, top: 10, right: 24, bottom: 14 };
/** In the middle of the bush, and a place in the open that is on the same screen but too far off to look into it. */
const HIDDEN = { x: 22, y: 12 };
const ASIDE = { x: 30, y: 12 };
const STEP_MS = 33;
/** Switches a decoder to the structure that follows; then comes its number. */
const SWITCH_TO_STRUCTURE = 255;

const field = new Arena({
  name: "duel",
  width: 60,
  height: 40,
  walls: [],
  bushes: [BUSH],
  spawns: [{ x: 50, y: 30, team: 0 }],
  pickups: [{ ...HIDDEN, kind: "ammo" }],
});

// Stock clients ask the server for no map.
playOn("duel", field);

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel", "--warmup-seconds", "600"] });
});
afterAll(() => server.stop());

const guests: Guest[] = [];
const timers: NodeJS.Timeout[] = [];
afterEach(async () => {
  for (const timer of timers.splice(0)) clearInterval(timer);
  await Promise.all(guests.splice(0).map((guest) => guest.leave()));
});

const bodyOf = ({ sessionId, closed }: Guest) => {
  const body = onlyRoom().state.players.get(sessionId);
  if (!body) throw new Error(`it has no body; its line was closed with ${closed}`);
  return body;
};
/** Joins and stands at a place, long enough after its spawn for nothing to give it away. */
const join = async (name: string, at?: { x: number; y: number }, team = 0): Promise<Guest> => {
  const guest = await Guest.join(server.url, { name, spectate: !at });
  guests.push(guest);
  if (!at) return guest;
  await until("it has spawned", () => onlyRoom().state.players.get(guest.sessionId)?.alive);
  Object.assign(bodyOf(guest), { ...at, team, shielded: false, hurtTick: -100, firedTick: -100 });
  // It did not get there on foot: its view follows when its turn comes.
  await patches(guest, 4);
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
/** Waits until a guest has received `count` more patches. */
const patches = (guest: Guest, count: number) => {
  const from = guest.patches;
  return until(`${count} patches have come`, () => guest.patches >= from + count);
};
const inBush = ({ x, y }: { x: number; y: number }) => field.isInBush(x, y);

test("a body that walks through a bush is never sent to a distant enemy while inside, not for a tick", async () => {
  const walker = await join("Walker", { x: 16, y: 12 });
  const enemy = await join("Enemy", ASIDE);
  await until("it is seen", () => enemy.sees(walker));
  const seen: { x: number; y: number }[] = [];
  enemy.room.onStateChange(() => {
    const body = enemy.bodyOf(walker);
    if (body) seen.push({ x: body.x, y: body.y });
  });
  let direction = 1;
  play(walker, () => ({ moveX: direction }));
  let ways = 0;
  await until(
    "it has gone to and fro",
    () => {
      const { x } = bodyOf(walker);
      // A little less far each time, so that it does not come in and out with the same tick of the interval.
      if ((direction > 0 && x > BUSH.right + 1.3 - ways * 0.1) || (direction < 0 && x < BUSH.left - 1.3 + ways * 0.1)) {
        direction = -direction;
        ways++;
      }
      return ways === 8;
    },
    30_000,
  );
  expect(seen.filter(inBush)).toEqual([]);
  expect(seen.filter(({ x }) => x < BUSH.left).length).toBeGreaterThan(10);
  expect(seen.filter(({ x }) => x > BUSH.right).length).toBeGreaterThan(10);
});

test("no action of a hidden body changes the bytes that an enemy receives", async () => {
  const hider = await join("Hider", HIDDEN);
  const [enemy, mate] = [await join("Enemy", ASIDE), await join("Mate", { x: 30, y: 13 })];
  for (const guest of [hider, mate]) bodyOf(guest).team = 1;
  bodyOf(enemy).team = 2;
  await until("it is hidden", () => !enemy.sees(hider));
  await until("a team mate sees it", () => mate.sees(hider));
  let step = 0;
  play(hider, () => ({
    moveX: step % 12 < 6 ? 1 : -1,
    aim: step++ * 0.1,
    buttons: step % 40 === 0 ? BUTTON.reload : 0,
  }));
  const refId = Reflect.get(mate.bodyOf(hider) ?? {}, $refId);
  const mentions = ({ frames }: Guest) =>
    frames.filter((frame) => frame.some((byte, at) => byte === SWITCH_TO_STRUCTURE && frame[at + 1] === refId)).length;
  enemy.frames.length = 0;
  mate.frames.length = 0;
  hider.say("emote", { emote: 2 });
  await patches(enemy, 60);
  expect(mentions(enemy)).toBe(0);
  expect(enemy.sees(hider)).toBe(false);
  expect(enemy.heard.emote).toEqual([]);
  // The same bytes are found where they are meant to be.
  expect(mentions(mate)).toBeGreaterThan(30);
  expect(mate.heard.emote).toEqual([{ id: hider.id, emote: 2 }]);
});

test("firing from a bush reveals the shooter, with the shot, and only for a moment", async () => {
  const hider = await join("Hider", HIDDEN);
  const enemy = await join("Enemy", { x: 22, y: 5 });
  await until("it is hidden", () => !enemy.sees(hider));
  let hasFired = false;
  play(hider, () => {
    const buttons = hasFired ? 0 : BUTTON.fire;
    hasFired = true;
    return { buttons };
  });
  await until("the shot is heard of", () =>
    enemy.events.some(({ shots }) => shots?.some(([owner]) => owner === hider.id)),
  );
  expect(enemy.sees(hider)).toBe(true);
  await until("it is hidden again", () => !enemy.sees(hider));
  const { firedTick } = bodyOf(hider);
  const ticks = Math.round((enemy.room.clock.lastServerTime() * 30) / 1000) - firedTick;
  expect(ticks).toBeGreaterThanOrEqual(18);
  expect(ticks).toBeLessThan(30);
});

test("damage there does the same", async () => {
  const hider = await join("Hider", HIDDEN);
  const [enemy, shooter] = [await join("Enemy", ASIDE), await join("Shooter", { x: 22, y: 20 })];
  await until("it is hidden", () => !enemy.sees(hider) && !shooter.sees(hider));
  play(shooter, () => ({ aim: -Math.PI / 2, buttons: BUTTON.fire }));
  const hit = ({ events }: Guest) => events.some(({ hits }) => hits?.some(([, , victim]) => victim === hider.id));
  await until("the hit is heard of", () => hit(enemy));
  expect(enemy.sees(hider)).toBe(true);
});

test("an enemy who comes close sees into the bush, a more distant one does not", async () => {
  const hider = await join("Hider", HIDDEN);
  const [near, far] = [
    await join("Near", { x: HIDDEN.x + BUSH_SIGHT_U - 0.05, y: HIDDEN.y }),
    await join("Far", { x: HIDDEN.x - BUSH_SIGHT_U - 0.05, y: HIDDEN.y }),
  ];
  await until("one sees it, the other does not", () => near.sees(hider) && !far.sees(hider));
  await patches(far, 10);
  expect([near.sees(hider), far.sees(hider)]).toEqual([true, false]);
});

test("a spectator never sees into a bush, whichever body they follow: hidden, in the same bush, next to it, none", async () => {
  const hider = await join("Hider", HIDDEN);
  const [inside, beside] = [
    await join("Inside", { x: HIDDEN.x + 1, y: HIDDEN.y }, 1),
    await join("Beside", { x: BUSH.right + 0.5, y: HIDDEN.y }, 1),
  ];
  await until(
    "those in the bush see each other",
    () => hider.sees(inside) && inside.sees(hider) && beside.sees(inside),
  );
  const eve = await join("Eve");
  for (const id of [hider.id, inside.id, beside.id, 0]) {
    eve.say("follow", { id });
    eve.say("look", HIDDEN);
    await until("it sees who stands in the open", () => eve.sees(beside));
    await patches(eve, 10);
    expect([eve.sees(hider), eve.sees(inside)]).toEqual([false, false]);
  }
});

test("a spectator's camera waits where it last saw the followed body, until the body shows itself", async () => {
  const walker = await join("Walker", { x: 17, y: 12 });
  const [here, there] = [await join("Here", { x: 2, y: 12 }), await join("There", { x: 41, y: 12 })];
  const eve = await join("Eve");
  eve.say("follow", { id: walker.id });
  await until("it sees whom it follows", () => eve.sees(walker) && eve.sees(here));
  let isWalking = true;
  play(walker, () => ({ moveX: isWalking ? 1 : 0 }));
  await until("the bush has it", () => !eve.sees(walker));
  await until("it has gone on", () => bodyOf(walker).x > 23);
  isWalking = false;
  await patches(eve, 10);
  // Were the camera with it, it would see so far to the other side.
  expect([eve.sees(walker), eve.sees(there)]).toEqual([false, false]);
  isWalking = true;
  await until("it comes out", () => bodyOf(walker).x > BUSH.right);
  await until("the camera is with it", () => eve.sees(walker) && eve.sees(there));
});

test("a body that takes a pickup in a bush is not named to clients that can't see it", async () => {
  const hider = await join("Hider", HIDDEN);
  const [enemy, near] = [await join("Enemy", ASIDE), await join("Near", { x: HIDDEN.x + 2, y: HIDDEN.y })];
  await until("it is hidden", () => !enemy.sees(hider) && near.sees(hider));
  bodyOf(hider).ammo = 1;
  const taken = ({ events }: Guest) => events.flatMap(({ pickups }) => pickups ?? []);
  for (const guest of [hider, near, enemy]) await until("it is taken", () => taken(guest).length > 0);
  expect([taken(hider), taken(near), taken(enemy)]).toEqual([[[0, hider.id]], [[0, hider.id]], [[0, 0]]]);
});
