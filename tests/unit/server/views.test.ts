import { boundsOf, type View } from "@fray/netcode/core";
import { ArenaInterest } from "@fray/server/internal/interest/arena-interest";
import { Arena } from "@fray/shared-state/arena/arena";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { Player } from "@fray/shared-state/schema/player";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import type { WorldEvent } from "@fray/shared-state/simulation/events";
import { expect, test, vi } from "vitest";

const size = { name: "field", width: 100, height: 100, walls: [], spawns: [{ x: 1, y: 1, team: 0 }] };
const openField = new Arena(size);
const thicket = new Arena({ ...size, bushes: [{ left: 60, top: 0, right: 100, bottom: 100 }] });

/** Keeps the bodies that a client would receive. */
class SeenBodies extends Set<Player> implements View<Player> {
  own(body: Player): void {
    this.add(body);
  }

  remove(body: Player): void {
    this.delete(body);
  }

  forget(body: Player): void {
    this.delete(body);
  }

  dispose(): void {}
}

type TestClient = Parameters<ArenaInterest["watch"]>[0] & { view: SeenBodies | undefined };
const newClient = (sessionId: string) => ({ sessionId, view: undefined }) as unknown as TestClient;

/** Creates an interest with `count` players next to each other. */
function crowd(count: number, map = openField) {
  const state = new ArenaState();
  const interest = new ArenaInterest(state, map, (client) => {
    const view = new SeenBodies();
    Object.assign(client, { view });
    return view;
  });
  const watchers = Array.from({ length: count }, (_, index) => {
    const player = Object.assign(new Player(), { id: index + 1, x: 10 + index, y: 10, alive: true, lives: 1 });
    state.players.set(String(index), player);
    const client = newClient(String(index));
    interest.watch(client, player);
    return { client, player };
  });
  // Long after any event that reveals a body.
  let tick = 1000;
  const refresh = (events: WorldEvent[] = [], arena = map) =>
    interest.refresh({ tick: ++tick, dt: 1 / 30, arena, events });
  return { state, interest, watchers, refresh };
}

test("a body that respawns far away is out of sight in the same tick, for those who saw it and for itself", () => {
  const { watchers, refresh } = crowd(4);
  refresh();
  for (let mover = 0; mover < 3; mover++) {
    const moved = watchers[mover];
    if (!moved) throw new Error("no such watcher");
    moved.player.x = 90;
    moved.player.y = 10 + mover * 30;
    moved.player.lives++;
    refresh();
    for (const { client, player } of watchers) {
      const isOwn = player === moved.player;
      expect(client.view?.has(moved.player)).toBe(isOwn);
      if (!isOwn) expect(moved.client.view?.has(player)).toBe(false);
    }
  }
});

test("a body that goes through a teleporter is out of sight in the same tick, and in sight at the exit", () => {
  const { watchers, refresh } = crowd(3);
  const [left, mover, right] = watchers;
  if (!left || !mover || !right) throw new Error("no such watchers");
  right.player.x = 90;
  refresh();
  expect(left.client.view?.has(mover.player)).toBe(true);
  mover.player.x = 85;
  mover.player.teleports++;
  refresh();
  expect(left.client.view?.has(mover.player)).toBe(false);
  expect(right.client.view?.has(mover.player)).toBe(true);
  expect(mover.client.view?.has(right.player)).toBe(true);
});

/** One player kills another; the dead body stays in its place. */
function kill(killer: Player, victim: Player): WorldEvent {
  victim.alive = false;
  const { id, x, y } = victim;
  return { type: "death", victim: id, team: 0, killer: killer.id, weapon: "rail", movedSinceSeen: 0, x, y };
}

test("the dead see the surroundings of their killer while it lives, and then the place where they died", () => {
  const { interest, watchers, refresh } = crowd(3);
  const [victim, killer, other] = watchers;
  if (!victim || !killer || !other) throw new Error("no such watchers");
  Object.assign(killer.player, { x: 80, y: 80 });
  refresh();
  const sees = ({ player }: { player: Player }) => victim.client.view?.has(player);
  expect([sees(killer), sees(other)]).toEqual([false, true]);
  refresh([kill(killer.player, victim.player)]);
  expect([sees(killer), sees(other)]).toEqual([true, false]);
  // A shot that it fired before continues from its place, and still belongs to it.
  expect([...interest.seeing(boundsOf({ x: 10, y: 10 }, { x: 12, y: 10 }))]).not.toContain(victim.client);
  expect([...interest.seeing(boundsOf({ x: 10, y: 10 }, { x: 12, y: 10 }), victim.player.id)]).toContain(victim.client);
  refresh([kill(other.player, killer.player)]);
  expect([sees(killer), sees(other)]).toEqual([false, true]);
  killer.player.lives++;
  killer.player.alive = true;
  victim.player.lives++;
  victim.player.alive = true;
  refresh();
  expect([sees(killer), sees(other)]).toEqual([false, true]);
});

test("a killer who hides is not shown to the dead, nor its surroundings", () => {
  const { watchers, refresh } = crowd(3, thicket);
  const [victim, killer, beside] = watchers;
  if (!victim || !killer || !beside) throw new Error("no such watchers");
  Object.assign(killer.player, { x: 70, y: 80 });
  Object.assign(beside.player, { x: 58, y: 80 });
  refresh();
  refresh([kill(killer.player, victim.player)]);
  expect(victim.client.view?.has(killer.player)).toBe(false);
  expect(victim.client.view?.has(beside.player)).toBe(false);
});

test("a spectator sees the view of the followed player: the best until it chooses, the next when that one leaves", () => {
  const { state, interest, watchers, refresh } = crowd(2);
  const [first, best] = watchers;
  if (!first || !best) throw new Error("no such watchers");
  Object.assign(best.player, { x: 90, y: 90 });
  state.roster.set("0", Object.assign(new RosterEntry(), { id: 1, score: 3 }));
  state.roster.set("1", Object.assign(new RosterEntry(), { id: 2, score: 5 }));
  const eve = newClient("eve");
  interest.watch(eve);
  const seen = () => [first, best].map(({ player }) => eve.view?.has(player));
  refresh();
  expect(seen()).toEqual([false, true]);
  interest.follow("eve", 1);
  refresh();
  expect(seen()).toEqual([true, false]);
  interest.forget(first.player);
  state.players.delete("0");
  refresh();
  expect(eve.view?.has(best.player)).toBe(true);
  expect([...interest.seeing(boundsOf({ x: 90, y: 90 }))]).toContain(eve);
  expect([...interest.seeing(boundsOf({ x: 10, y: 10 }))]).not.toContain(eve);
});

test("a free camera sees its surroundings, and is kept on the map", () => {
  const { interest, watchers, refresh } = crowd(1);
  const [only] = watchers;
  if (!only) throw new Error("no such watcher");
  const eve = newClient("eve");
  interest.watch(eve);
  interest.follow("eve", 0);
  interest.aimCamera("eve", 95, 95);
  for (let tick = 0; tick < 3; tick++) refresh();
  expect(eve.view?.has(only.player)).toBe(false);
  expect([...interest.seeing(boundsOf({ x: 90, y: 90 }))]).toContain(eve);
  interest.aimCamera("eve", -256, -256);
  for (let tick = 0; tick < 3; tick++) refresh();
  expect(eve.view?.has(only.player)).toBe(true);
});

test("a spectator who reconnects finds its camera at the same place", () => {
  const { interest, watchers, refresh } = crowd(1);
  const [only] = watchers;
  if (!only) throw new Error("no such watcher");
  interest.watch(newClient("eve"));
  interest.follow("eve", 0);
  interest.aimCamera("eve", 95, 95);
  const back = newClient("eve");
  interest.watch(back);
  for (let tick = 0; tick < 3; tick++) refresh();
  expect(back.view?.has(only.player)).toBe(false);
  expect([...interest.seeing(boundsOf({ x: 90, y: 90 }))]).toContain(back);
});

test("views continue on another map, with its size and its bushes, from its first tick", () => {
  const { watchers, refresh } = crowd(2);
  const [watcher, other] = watchers;
  if (!watcher || !other) throw new Error("no such watchers");
  Object.assign(watcher.player, { x: 70, y: 50 });
  Object.assign(other.player, { x: 78, y: 50 });
  for (let tick = 0; tick < 3; tick++) refresh();
  expect(watcher.client.view?.has(other.player)).toBe(true);
  refresh([], thicket);
  expect(watcher.client.view?.has(other.player)).toBe(false);
  const wide = new Arena({ ...size, width: 250 });
  other.player.x = 80;
  refresh([], wide);
  expect(watcher.client.view?.has(other.player)).toBe(true);
});

test("a body that has not spawned yet is visible nowhere", () => {
  const { watchers, refresh } = crowd(2);
  const [watcher, newcomer] = watchers;
  if (!watcher || !newcomer) throw new Error("no such watchers");
  newcomer.player.lives = 0;
  for (let tick = 0; tick < 3; tick++) refresh();
  expect(watcher.client.view?.has(newcomer.player)).toBe(false);
});

test("a view is disposed of when its client leaves, and when it reconnects", () => {
  const { interest, watchers } = crowd(1);
  const [watcher] = watchers;
  if (!watcher) throw new Error("no such watcher");
  const dispose = vi.spyOn(SeenBodies.prototype, "dispose");
  interest.watch(watcher.client, watcher.player);
  expect(dispose).toHaveBeenCalledTimes(1);
  interest.unwatch(watcher.client.sessionId);
  expect(dispose).toHaveBeenCalledTimes(2);
});

test("a slow client gets a smaller view of bodies and events, and the full view when it has recovered", () => {
  const { interest, watchers, refresh } = crowd(2);
  const [near, far] = watchers;
  if (!near || !far) throw new Error("no such watchers");
  Object.assign(near.player, { x: 50, y: 50 });
  Object.assign(far.player, { x: 65, y: 50 });
  const isSeen = () => {
    for (let tick = 0; tick < 3; tick++) refresh();
    const { x, y } = far.player;
    return [near.client.view?.has(far.player), [...interest.seeing(boundsOf({ x, y }))].includes(near.client)];
  };
  expect(isSeen()).toEqual([true, true]);
  interest.limitReach("0", 0.5);
  expect(isSeen()).toEqual([false, false]);
  interest.limitReach("0", 1);
  expect(isSeen()).toEqual([true, true]);
});

test("a slow client sees its surroundings also in a corner of the map", () => {
  const { interest, watchers, refresh } = crowd(2);
  const [watcher, beside] = watchers;
  if (!watcher || !beside) throw new Error("no such watchers");
  Object.assign(watcher.player, { x: 1, y: 1 });
  Object.assign(beside.player, { x: 3, y: 1 });
  interest.limitReach("0", 0.5);
  for (let tick = 0; tick < 3; tick++) refresh();
  expect(watcher.client.view?.has(beside.player)).toBe(true);
});
