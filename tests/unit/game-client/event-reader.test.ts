import { EventReader } from "@fray/game-client/internal/connection/event-reader";
import type { BodyView, ClientEvent } from "@fray/game-client/internal/connection/frame";
import { writeDistance } from "@fray/shared-state/protocol/events";
import { weaponCode } from "@fray/shared-state/rules";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { expect, test } from "vitest";

import { loadMap } from "../../support/maps.ts";
import { bodyView } from "./frames.ts";

/** A reader for death events only, with `bodies` in view. */
function reader(clientEvents: ClientEvent[], bodies: readonly BodyView[] = []): EventReader {
  const roster = new Map([
    [1, Object.assign(new RosterEntry(), { id: 1, name: "Me" })],
    [2, Object.assign(new RosterEntry(), { id: 2, name: "Them", ping: 140 })],
  ]);
  return new EventReader({
    arena: () => loadMap("duel"),
    selfId: 1,
    clientEvents,
    bodyOf: (id) => bodies.find((body) => body.id === id),
    rosterOf: (id) => roster.get(id),
    // Deaths use none of these.
    tracker: undefined as never,
    ownShots: undefined as never,
    ownPickups: undefined as never,
  });
}

test.for([
  [0.2, false],
  [0.99, false],
  [1.4, true],
] as const)(
  "a death %f u from where the killer saw the victim: behind cover %s, with weapon and the killer's ping",
  ([moved, behindCover]) => {
    const clientEvents: ClientEvent[] = [];
    reader(clientEvents).read({ tick: 1, deaths: [[1, 2, weaponCode("rail"), writeDistance(moved)]] });
    expect(clientEvents).toMatchObject([
      { type: "death", me: true, killerName: "Them", killerPing: 140, weapon: "rail", behindCover },
    ]);
  },
);

test("a death states the distance between killer and victim, where the player can see both", () => {
  const [me, them] = [bodyView({ id: 1, x: 3, y: 4 }), bodyView({ id: 2, x: 6, y: 8 })];
  const deathSeenBy = (...bodies: BodyView[]) => {
    const clientEvents: ClientEvent[] = [];
    reader(clientEvents, bodies).read({ tick: 1, deaths: [[1, 2, weaponCode("orb"), 0]] });
    return clientEvents[0];
  };
  expect(deathSeenBy(me, them)).toMatchObject({ distance: 5, at: { x: 3, y: 4 } });
  expect(deathSeenBy(me)).toMatchObject({ distance: undefined, at: { x: 3, y: 4 } });
});
