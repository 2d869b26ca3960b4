import { AreaOfInterest, boundsOf, Observer, ObserverIndex } from "@fray/netcode/core";
import fc from "fast-check";
import { expect, test } from "vitest";

const WORLD = { width: 150, height: 90 };
const AREA = new AreaOfInterest({ width: 32, height: 18 }, 3);
const place = fc.record({ x: fc.integer({ min: 0, max: WORLD.width }), y: fc.integer({ min: 0, max: WORLD.height }) });
const VIEW = { add() {}, own() {}, remove() {}, forget() {}, dispose() {} };

/** An observer that looks at a place, and whose body has that id. */
function observerAt(centre: { x: number; y: number }, id: number): Observer<string, { id: number }> {
  const observer = new Observer<string, { id: number }>(`client ${id}`, VIEW, centre, 0);
  observer.own({ id });
  return observer;
}

test("an event is sent once to each client that sees it or takes part in it, and to no other client", () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 20 }), place, place, fc.nat({ max: 20 }), (centres, from, to, id) => {
      const observers = centres.map((centre, index) => observerAt(centre, index));
      const index = new ObserverIndex<string, { id: number }>(WORLD, AREA);
      index.update(observers);
      const told = [...index.seeing(boundsOf(from, to), [id, id])];
      const expected = observers.filter(
        ({ viewpoint, body }) => body?.id === id || AREA.touches(viewpoint, boundsOf(from, to)),
      );
      expect(told.length).toBe(expected.length);
      expect(new Set(told)).toEqual(new Set(expected.map(({ client }) => client)));
    }),
  );
});
