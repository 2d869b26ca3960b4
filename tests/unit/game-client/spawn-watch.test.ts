import { discontinuityCount } from "@fray/game-client/internal/connection/discontinuity";
import type { BodyView, ClientEvent } from "@fray/game-client/internal/connection/frame";
import { SpawnWatch } from "@fray/game-client/internal/connection/spawn-watch";
import { expect, test } from "vitest";

import { bodyView } from "./frames.ts";

/** The client events for each of these frames in turn; in a frame of undefined no body is in view. */
function watch(...frames: (Partial<BodyView> | undefined)[]): ClientEvent[][] {
  const watching = new SpawnWatch();
  return frames.map((body) => {
    const clientEvents: ClientEvent[] = [];
    watching.look(body ? [bodyView({ id: 7, ...body })] : [], 1, clientEvents);
    return clientEvents;
  });
}

const first = discontinuityCount({ lives: 1, teleports: 0 });
const teleported = discontinuityCount({ lives: 1, teleports: 1 });
const second = discontinuityCount({ lives: 2, teleports: 1 });

test("a body that comes back to life has spawned", () => {
  const [, , now] = watch({ lives: first }, { lives: first, alive: false }, { lives: second, x: 9 });
  expect(now).toEqual([{ type: "spawn", id: 7, at: { x: 9, y: 0 }, me: false }]);
});

test("a body that uses a teleporter has not spawned, and the event has both places", () => {
  const [, now] = watch({ lives: first, x: 2 }, { lives: teleported, x: 12 });
  expect(now).toEqual([{ type: "teleport", id: 7, from: { x: 2, y: 0 }, to: { x: 12, y: 0 }, me: false }]);
});

test("a body that was teleported out of sight and walks into view makes no event", () => {
  expect(watch({ lives: first }, undefined, { lives: teleported })[2]).toEqual([]);
});

test("a body that spawned out of sight and walks into view makes no event", () => {
  expect(watch({ lives: first }, undefined, { lives: second })[2]).toEqual([]);
});

test("a body that comes into view in a new life with its spawn shield up has spawned", () => {
  expect(watch({ lives: second, shielded: true })[0]).toMatchObject([{ type: "spawn" }]);
  expect(watch({ lives: second })[0]).toEqual([]);
});

test("a body that only runs makes no event", () => {
  expect(watch({ lives: first, x: 1 }, { lives: first, x: 2 }, { lives: first, x: 3 }).flat()).toEqual([]);
});
