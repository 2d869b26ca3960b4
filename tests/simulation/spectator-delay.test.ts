import { createRandom } from "@fray/netcode/core";
import type { EventsMessage } from "@fray/shared-state/protocol/events";
import { snapAngle } from "@fray/shared-state/quantized";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { Flag } from "@fray/shared-state/schema/match-state";
import { Pickup } from "@fray/shared-state/schema/pickup";
import type { Command } from "@fray/shared-state/simulation/command";
import { describe, expect, test, vi } from "vitest";

import { KINDS, SyncRoom, type Kind, type PacedConnection } from "../support/sync-room.ts";
import { commonOf, expectSame, heldBy, Life, MAPS, truthFor } from "./sync-life.ts";

const kinds = Object.keys(KINDS) as Kind[];
const DELAY_S = 1;
const DELAY_TICKS = 30;
const PEOPLE = ["ann", "bob"] as const;
/** Together with the six people: every third one who joins looks about in the same ticks. */
const BOTS = ["bot 1", "bot 2", "bot 3", "bot 4"] as const;

/** A room in which people and bots fight, and everything else that spectators are told of changes as well. */
class Fight {
  readonly room: SyncRoom;

  constructor(kind: Kind, { delayS = DELAY_S, people = [...PEOPLE] }: { delayS?: number; people?: string[] } = {}) {
    this.room = new SyncRoom(kind, MAPS[0], 5, delayS);
    const { state } = this.room;
    for (const team of [1, 2]) state.match.flags.push(Object.assign(new Flag(), { team }));
    for (let index = 0; index < 3; index++) state.pickups.push(new Pickup());
    for (const name of people) this.room.people.add(name);
    for (const name of [...people, ...BOTS]) this.room.join(name);
  }

  watch(name = "eve"): PacedConnection {
    this.room.people.add(name);
    return this.room.join(name, { spectate: true });
  }

  /** Simulates a tick. Its events follow from `seed` and the tick alone. */
  tick(seed = 5): void {
    const { room } = this;
    const random = createRandom(seed * 100_003 + room.world.tick);
    const { match, pickups, roster, players } = room.state;
    for (const flag of match.flags)
      Object.assign(flag, { x: random() * 20, y: random() * 20, carrier: Math.floor(random() * 5) });
    Object.assign(match.hill, { team: Math.floor(random() * 3), contested: random() < 0.5 });
    match.scores.splice(0, 2, Math.floor(random() * 9), Math.floor(random() * 9));
    for (const pickup of pickups) pickup.available = random() < 0.5;
    for (const entry of roster.values()) if (!entry.spectator) entry.score = Math.floor(random() * 99);
    const commands = Array.from(players.values(), (fighter): Command => {
      const buttons = random() < 0.5 ? BUTTON.fire : 0;
      const input = { moveX: random() * 2 - 1, moveY: random() * 2 - 1, aim: snapAngle(random() * 6), buttons };
      return { fighter, seq: room.world.tick, input };
    });
    if (random() < 0.2) room.audience.showEmote({ id: 1 + Math.floor(random() * 5), emote: Math.floor(random() * 8) });
    room.tick(commands);
  }

  run(ticks: number, seed?: number): void {
    for (let tick = 0; tick < ticks; tick++) this.tick(seed);
  }
}

/** Gives every number, text and truth value in a part of a state another value than it has. */
function fillWithOthers(part: object | undefined): void {
  if (!part) throw new Error("a part is missing");
  const values = (part as { toJSON(): Record<string, unknown> }).toJSON();
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === "number" && name !== "id") Reflect.set(part, name, value === 1 ? 2 : 1);
    if (typeof value === "boolean") Reflect.set(part, name, !value);
    if (typeof value === "string") Reflect.set(part, name, `${value}x`);
  }
}

/** All that a client holds of the fight, and what it has heard since it was last asked. */
function snapshotOf(connection: PacedConnection) {
  const { match, pickups } = connection.seen;
  const events: EventsMessage[] = connection.events.splice(0);
  return {
    ...heldBy(connection),
    match: match.toJSON(),
    pickups: pickups.toJSON(),
    events,
    emotes: connection.emotes.splice(0),
  };
}

describe.each(kinds)("in a room that sends %s", (kind) => {
  test("a spectator of people has to the bit the past state of one without a delay, and the events as late", () => {
    const [present, past] = [new Fight(kind, { delayS: 0 }), new Fight(kind)];
    for (const fight of [present, past]) fight.run(DELAY_TICKS + 1);
    const [now, then] = [present.watch(), past.watch()];
    present.room.audience.follow("eve", 1);
    const shown: object[] = [];
    for (let tick = 0; tick < 200; tick++) {
      present.tick();
      shown.push(snapshotOf(now));
      past.tick();
      if (tick === DELAY_TICKS - 1) past.room.audience.follow("eve", 1);
      const held = snapshotOf(then);
      // The camera is on its way at first.
      if (tick > DELAY_TICKS + 5) expect(held).toEqual(shown[tick - DELAY_TICKS]);
    }
  });

  test("N12: no byte that a delayed spectator receives depends on later events, a chosen camera included", () => {
    const [one, other] = [new Fight(kind), new Fight(kind)];
    const connections = [one, other].map((fight) => {
      fight.run(60);
      const connection = fight.watch();
      fight.run(30);
      connection.frames.length = connection.events.length = connection.emotes.length = 0;
      return connection;
    });
    for (const [index, fight] of [one, other].entries()) {
      fight.run(10, 900 + index);
      fight.room.audience.follow("eve", 2);
      fight.run(10, 900 + index);
      fight.room.audience.follow("eve", 0);
      fight.room.audience.aimCamera("eve", 30, 20);
      fight.run(DELAY_TICKS - 20, 900 + index);
    }
    const [left, right] = connections.map(({ frames, events, emotes }) => ({ frames, events, emotes }));
    expect(left).toEqual(right);
    expect(left?.frames.length).toBeGreaterThanOrEqual(DELAY_TICKS);
    for (const [index, fight] of [one, other].entries()) fight.run(10, 900 + index);
    expect(connections[0]?.frames).not.toEqual(connections[1]?.frames);
  });

  test("a full state for a new spectator is that of the past", () => {
    const [one, other] = [new Fight(kind), new Fight(kind)];
    for (const fight of [one, other]) fight.run(60);
    one.run(DELAY_TICKS - 1, 1);
    other.run(DELAY_TICKS - 1, 2);
    const [left, right] = [one.watch(), other.watch()];
    expect(left.frames).toHaveLength(1);
    expect(left.frames).toEqual(right.frames);
  });

  test("a new spectator has no body from the next tick on, and sees nothing of the present; a new fighter sees the present", () => {
    const fight = new Fight(kind);
    const { room } = fight;
    fight.run(60);
    const ann = room.connections.get("ann");
    if (!ann) throw new Error("she is not there");
    room.watchOnly("ann");
    for (let tick = 0; tick < 3 * DELAY_TICKS; tick++) {
      fight.tick();
      expect(room.audience.past?.has("ann")).toBe(true);
      expect(ann.seen.players.has("ann")).toBe(false);
      expect(heldBy(ann)).toEqual(truthFor(room, "ann"));
    }
    expect(ann.seen.players.size).toBeGreaterThan(0);
    room.fight("ann");
    for (let tick = 0; tick < 10; tick++) {
      fight.tick();
      expect(room.audience.past).toBeUndefined();
      expect(ann.seen.players.get("ann")?.x).toBe(room.state.players.get("ann")?.x);
      expect(heldBy(ann)).toEqual(truthFor(room, "ann"));
    }
  });

  test("every field of the state about the room, the round and the players is shown", () => {
    const fight = new Fight(kind);
    const { room } = fight;
    fight.run(3);
    const { state } = room;
    const [entry] = state.roster.values();
    const [pickup] = state.pickups;
    const [flag] = state.match.flags;
    for (const part of [state, state.room, state.match, state.match.hill, entry, pickup, flag]) fillWithOthers(part);
    Object.assign(entry ?? {}, { spectator: false });
    for (let tick = 0; tick < DELAY_TICKS + 2; tick++) room.tick();
    const eve = fight.watch();
    const { past } = room.audience;
    if (!past) throw new Error("nobody is behind");
    expect(commonOf(past.state)).toEqual(commonOf(state));
    expect(heldBy(eve).common).toEqual(commonOf(state));
  });

  test("data that still waits for a slow fighter is not sent to it once it watches", () => {
    const fight = new Fight(kind);
    const { room } = fight;
    fight.run(60);
    const ann = room.connections.get("ann");
    room.passedOver.add("ann");
    fight.run(20);
    room.watchOnly("ann");
    fight.run(1);
    room.passedOver.clear();
    ann?.events.splice(0);
    fight.run(DELAY_TICKS / 2);
    const ticks = ann?.events.map(({ tick }) => tick) ?? [];
    expect(ticks.length).toBeGreaterThan(0);
    expect(Math.max(...ticks)).toBeLessThanOrEqual(room.world.tick - DELAY_TICKS);
  });

  test("a room that has just opened shows no place that is not old enough yet", () => {
    const fight = new Fight(kind);
    fight.run(5);
    const eve = fight.watch();
    fight.run(DELAY_TICKS - 5);
    expect(eve.seen.players.size).toBe(0);
    expect(eve.seen.roster.size).toBe(7);
    fight.run(10);
    expect(eve.seen.players.size).toBeGreaterThan(0);
  });

  test("bots alone are shown in the present; while a person is in the round, the view is delayed", () => {
    const fight = new Fight(kind, { people: [] });
    const { room } = fight;
    fight.run(40);
    const eve = fight.watch();
    const isLate = () => room.audience.past?.has("eve") ?? false;
    fight.run(5);
    expect(isLate()).toBe(false);
    room.people.add("cid");
    room.join("cid");
    fight.run(2);
    expect(isLate()).toBe(true);
    expect(heldBy(eve)).toEqual(truthFor(room, "eve"));
    room.leave("cid");
    fight.run(2);
    expect(isLate()).toBe(true);
    room.state.match.round++;
    fight.run(2);
    expect(isLate()).toBe(false);
    expect(heldBy(eve)).toEqual(truthFor(room, "eve"));
  });

  test("a former fighter of the round does not see the present even where others may, nor with a free camera", () => {
    const fight = new Fight(kind, { delayS: 0 });
    const { room } = fight;
    fight.watch();
    fight.run(70);
    room.watchOnly("ann");
    fight.run(2);
    const { past } = room.audience;
    expect([past?.has("ann"), past?.has("eve")]).toEqual([true, false]);
    expect(past?.lagMs).toBeCloseTo(2000);
    const mayRoam = (name: string) => {
      const roster = room.state.roster.get(name);
      if (!roster) throw new Error("nobody of that name");
      return room.audience.mayRoam({ joiner: { playerId: name, bot: false }, roster, player: undefined });
    };
    expect(["ann", "eve"].map(mayRoam)).toEqual([false, true]);
    room.state.match.round++;
    fight.run(2);
    expect(mayRoam("ann")).toBe(true);
    expect(room.audience.past).toBeUndefined();
  });
});

test("every client always holds the right state, of the present or of the past", () => {
  const complaints = [vi.spyOn(console, "warn"), vi.spyOn(console, "error")];
  const life = new Life("both", 20_270_211, DELAY_S);
  const random = createRandom(9);
  let late = 0;
  for (let tick = 0; tick < 500; tick++) {
    const { connections, passedOver, state, audience } = life.room;
    if (random() < 0.005) state.match.round++;
    passedOver.clear();
    for (const sessionId of connections.keys()) if (random() < 0.3) passedOver.add(sessionId);
    life.tick();
    for (const [sessionId, connection] of connections) {
      if (!passedOver.has(sessionId)) expectSame(heldBy(connection), truthFor(life.room, sessionId));
      if (audience.past?.has(sessionId)) late++;
    }
  }
  expect(late).toBeGreaterThan(200);
  for (const complaint of complaints) expect(complaint).not.toHaveBeenCalled();
});

test("a fighter on one connection may not watch the fight on another", () => {
  const fight = new Fight("views");
  const { room } = fight;
  fight.run(3);
  const eve = room.join("eve", { spectate: true });
  room.people.add("eve");
  room.identities.set("eve", "ann");
  fight.run(1);
  expect(room.ended).toContain("eve");
  expect(eve.sessionId).toBe("eve");
});
