import { schema } from "@colyseus/schema";
import { t } from "@colyseus/schema";
import {
  axis,
  position,
  snapAngle,
  snapAxis,
  snapPosition,
  snapVelocity,
  velocity,
} from "@fray/shared-state/quantized";
import { directionOf } from "@fray/shared-state/simulation/trigonometry";
import fc from "fast-check";
import { expect, test } from "vitest";

const Sample = schema({ position: position(), velocity: velocity(), axis: axis(), angle: t.angle() }, "Sample");
const anyNumber = fc.oneof(fc.double(), fc.double({ min: -300, max: 300, noNaN: true }));

test("our quantization is that of the schema, for every number but NaN", () => {
  fc.assert(
    fc.property(anyNumber, (value) => {
      fc.pre(!Number.isNaN(value));
      const sample = Object.assign(new Sample(), { position: value, velocity: value, axis: value });
      expect(sample.position).toBe(snapPosition(value));
      expect(sample.velocity).toBe(snapVelocity(value));
      expect(sample.axis).toBe(snapAxis(value));
    }),
  );
  fc.assert(
    fc.property(fc.double({ min: -100, max: 100, noNaN: true }), (value) => {
      const sample = Object.assign(new Sample(), { angle: value });
      expect(sample.angle).toBe(snapAngle(value));
    }),
  );
});

test("standing still is exactly zero", () => {
  expect(snapVelocity(0)).toBe(0);
  expect(snapAxis(0)).toBe(0);
});

test("directions are unit vectors within 1e-7 of the engine's own", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }), (angle) => {
      const snapped = snapAngle(angle);
      const direction = directionOf(angle);
      expect(Math.abs(direction.x - Math.cos(snapped))).toBeLessThan(1e-7);
      expect(Math.abs(direction.y - Math.sin(snapped))).toBeLessThan(1e-7);
    }),
  );
});
