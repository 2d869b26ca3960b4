import type { ClientEvent } from "@fray/game-client/internal/connection/frame";
import type { Moment } from "@fray/game-client/internal/hud/moment";
import { Course, STEP_NAMES, TRAINING_MS } from "@fray/game-client/internal/hud/training/course";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import fc from "fast-check";
import { expect, test } from "vitest";

interface Seen {
  readonly now: number;
  readonly x?: number;
  readonly alive?: boolean;
  readonly dashing?: boolean;
  readonly events?: readonly object[];
}

const moment = ({ now, x = 0, alive = true, dashing = false, events = [] }: Seen): Moment =>
  ({
    now,
    buttons: dashing ? BUTTON.dash : 0,
    frame: { self: { x, y: 0, alive, dashing }, events: events as ClientEvent[], flags: [] },
  }) as unknown as Moment;

const DEEDS: Readonly<Record<(typeof STEP_NAMES)[number], Partial<Seen>>> = {
  move: { x: 3 },
  fire: { events: [{ type: "fired", own: true, weapon: "pulse" }] },
  dash: { dashing: true },
  special: { events: [{ type: "fired", own: true, weapon: "rail" }] },
  pads: { events: [{ type: "pickup", me: true }] },
  kill: { events: [{ type: "death", mine: true, me: false }] },
};

test("a training is over when all was done, in any order, and never before", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...STEP_NAMES], { minLength: 0 }), (done) => {
      const course = new Course();
      course.see(moment({ now: 0 }));
      for (const [index, name] of done.entries()) course.see(moment({ now: index + 1, ...DEEDS[name] }));
      expect(course.steps.filter(({ isDone }) => isDone).map(({ name }) => name)).toEqual(
        STEP_NAMES.filter((name) => done.includes(name)),
      );
      expect(course.isOver).toBe(done.length === STEP_NAMES.length);
    }),
  );
});

test("it lasts a minute from the moment in which the body appears, and counts nothing of others", () => {
  const course = new Course();
  course.see(moment({ now: 0, alive: false }));
  course.see(moment({ now: 500_000, alive: false }));
  expect(course.secondsLeft).toBe(60);
  course.see(moment({ now: 500_000, events: [{ type: "fired", own: false, weapon: "pulse" }] }));
  course.see(moment({ now: 500_000 + TRAINING_MS - 1, events: [{ type: "death", mine: true, me: true }] }));
  expect([course.isOver, course.secondsLeft]).toEqual([false, 1]);
  course.see(moment({ now: 500_000 + TRAINING_MS }));
  expect(course.isOver).toBe(true);
  expect(course.steps.some(({ isDone }) => isDone)).toBe(false);
});
