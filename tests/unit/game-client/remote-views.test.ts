import { RemoteViews } from "@fray/game-client/internal/connection/remote-views";
import { Player } from "@fray/shared-state/schema/player";
import { expect, test } from "vitest";

const STEP_MS = 1000 / 30;
const viewpoint = { eyes: { id: 1, team: 0 }, dt: 1 / 30, rosterOf: () => undefined, flagCarriedBy: () => 0 };

/** A body that stands at x 5 and is at x 30 in the fourth patch, as seen between the third and the fourth. */
function seenAcross(jump: Partial<Player>) {
  const player = Object.assign(new Player(), { id: 2, x: 5, y: 5, alive: true, health: 100, lives: 1 });
  const players = new Map([["them", player]]);
  const bodies = new RemoteViews();
  for (let tick = 0; tick < 3; tick++) bodies.receive(players, "me", tick * STEP_MS);
  Object.assign(player, { x: 30, ...jump });
  bodies.receive(players, "me", 3 * STEP_MS);
  const at = (ticks: number) => bodies.views(players, viewpoint, ticks * STEP_MS)[0];
  return { before: at(2.5), after: at(3) };
}

test("a body that was teleported stays on the first pad until the playback has reached the second", () => {
  const { before, after } = seenAcross({ teleports: 1 });
  expect(before).toMatchObject({ x: 5, alive: true });
  expect(after).toMatchObject({ x: 30, alive: true });
  expect(after?.lives).not.toBe(before?.lives);
});

test("a body that has respawned is not shown alive where it died", () => {
  const { before, after } = seenAcross({ lives: 2 });
  expect(before).toMatchObject({ x: 5, alive: false });
  expect(after).toMatchObject({ x: 30, alive: true });
});

test("a body that changes to another map is not shown between its places", () => {
  const player = Object.assign(new Player(), { id: 2, x: 5, y: 5, alive: true, lives: 1 });
  const players = new Map([["them", player]]);
  const bodies = new RemoteViews();
  bodies.receive(players, "me", 0);
  bodies.clear();
  player.x = 6;
  bodies.receive(players, "me", STEP_MS);
  expect(bodies.views(players, viewpoint, STEP_MS / 2)[0]?.x).toBeCloseTo(6, 1);
});
