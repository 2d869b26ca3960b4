import { Onlookers } from "@fray/server/interest/onlookers";
import { boundsOf, reaches } from "@fray/server/interest/outlook";
import type { Watcher } from "@fray/server/interest/watcher";
import fc from "fast-check";
import { expect, test } from "vitest";

const MAP = { width: 150, height: 90 };
const place = fc.record({ x: fc.integer({ min: 0, max: MAP.width }), y: fc.integer({ min: 0, max: MAP.height }) });

/** Somebody who looks at a place, and whose body has that id. */
function watcherAt(centre: { x: number; y: number }, id: number): Watcher {
  const client = { sessionId: `client ${id}` };
  return { client, outlook: { centre, reach: 1 }, body: { id }, ...centre } as unknown as Watcher;
}

test("an event is told to all whose view it touches and to those it concerns, each once, and to nobody else", () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 20 }), place, place, fc.nat({ max: 20 }), (centres, from, to, id) => {
      const watchers = centres.map((centre, index) => watcherAt(centre, index));
      const onlookers = new Onlookers(MAP);
      onlookers.update(watchers);
      const told = [...onlookers.seeing(boundsOf(from, to), [id, id])];
      const expected = watchers.filter(({ outlook, body }) => body?.id === id || reaches(outlook, boundsOf(from, to)));
      expect(told.length).toBe(expected.length);
      expect(new Set(told)).toEqual(new Set(expected.map(({ client }) => client)));
    }),
  );
});
