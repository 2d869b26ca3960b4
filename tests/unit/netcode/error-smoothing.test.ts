import { SMOOTHING } from "@fray/game-client/internal/connection/own-body";
import { ErrorSmoothing } from "@fray/netcode/client";
import { RUN_SPEED_U_PER_S } from "@fray/shared-state/rules";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const FRAME_MS = 1000 / 60;

describe("a correction", () => {
  test("is never drawn as a movement faster than a body runs", () => {
    const anyCorrections = fc.array(fc.record({ dx: fc.double({ min: -1, max: 1, noNaN: true }), after: fc.nat(30) }));
    fc.assert(
      fc.property(anyCorrections, (corrections) => {
        const ease = new ErrorSmoothing(SMOOTHING);
        let now = 0;
        ease.advance(now);
        for (const { dx, after } of corrections) {
          ease.absorb(dx, 0);
          for (let frame = 0; frame < after; frame++) {
            const before = ease.x;
            ease.advance((now += FRAME_MS));
            expect(Math.abs(ease.x - before)).toBeLessThanOrEqual((RUN_SPEED_U_PER_S * FRAME_MS) / 1000 + 1e-9);
          }
        }
      }),
    );
  });

  test("leaves the drawn place at first, then fades within a few tenths of a second", () => {
    const ease = new ErrorSmoothing(SMOOTHING);
    ease.advance(0);
    ease.absorb(0.25, -0.1);
    expect([ease.x, ease.y]).toEqual([-0.25, 0.1]);
    for (let now = FRAME_MS; now < 400; now += FRAME_MS) ease.advance(now);
    expect(Math.hypot(ease.x, ease.y)).toBeLessThan(0.01);
  });

  test("of more than four bodies is a teleport and is not eased", () => {
    const ease = new ErrorSmoothing(SMOOTHING);
    ease.absorb(4.1, 0);
    expect(ease.x).toBe(0);
  });
});
