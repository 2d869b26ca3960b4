import { EventReader } from "@fray/game-client/connection/event-reader";
import type { Happening } from "@fray/game-client/connection/frame";
import { writeDistance } from "@fray/shared-state/protocol/events";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { weaponCode } from "@fray/shared-state/simulation/rules";
import { expect, test } from "vitest";

import { loadMap } from "../support/maps.ts";

/** A reader that only hears of deaths. */
function reader(happenings: Happening[]): EventReader {
  const roster = new Map([
    [1, Object.assign(new RosterEntry(), { id: 1, name: "Me" })],
    [2, Object.assign(new RosterEntry(), { id: 2, name: "Them", ping: 140 })],
  ]);
  return new EventReader({
    arena: () => loadMap("duel"),
    selfId: 1,
    happenings,
    bodyOf: () => undefined,
    rosterOf: (id) => roster.get(id),
    // Deaths ask none of these.
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
    const happenings: Happening[] = [];
    reader(happenings).read({ tick: 1, deaths: [[1, 2, weaponCode("rail"), writeDistance(moved)]] });
    expect(happenings).toMatchObject([
      { type: "death", me: true, killerName: "Them", killerPing: 140, weapon: "rail", behindCover },
    ]);
  },
);
