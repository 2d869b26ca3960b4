import { CameraRig, type CameraScope } from "@fray/game-client/internal/view/camera-rig";
import { viewportFor } from "@fray/game-client/internal/view/viewport";
import { systemRuntime } from "@fray/netcode/core";
import { SCREEN_U, screenCentre } from "@fray/shared-state/protocol/screen";
import fc from "fast-check";
import { expect, test } from "vitest";

const MAP = { width: 44, height: 32 };
const RADIUS = 0.5;
/** What the server sends around the screen of a body. */
const SENT_MARGIN_U = 3;
const place = fc.record({
  x: fc.double({ min: RADIUS, max: MAP.width - RADIUS, noNaN: true }),
  y: fc.double({ min: RADIUS, max: MAP.height - RADIUS, noNaN: true }),
});

/** The scope of a screen of this many pixels with buttons at its top and bottom. */
function scopeOf(width: number, height: number, above = 0, below = 0): CameraScope {
  const { zoom, ...view } = viewportFor(width, height);
  return {
    mapWidth: MAP.width,
    mapHeight: MAP.height,
    viewWidth: view.width / zoom,
    viewHeight: view.height / zoom,
    screenHeight: height / zoom,
    coveredAbove: above / zoom,
    coveredBelow: below / zoom,
  };
}

function lookAt(body: { x: number; y: number }, scope: CameraScope): CameraRig {
  const rig = new CameraRig(systemRuntime);
  rig.update(1, body, { x: 0, y: 0 }, scope);
  return rig;
}

test.for([
  [412, 915],
  [360, 740],
  [320, 568],
] as const)(
  "on a phone of %i x %i held upright no button is over the own body, wherever it stands",
  ([width, height]) => {
    const scope = scopeOf(width, height, 192, 264);
    fc.assert(
      fc.property(place, (body) => {
        const top = lookAt(body, scope).y - scope.screenHeight / 2;
        expect(body.y - RADIUS - top).toBeGreaterThanOrEqual(scope.coveredAbove - 1e-9);
        expect(body.y + RADIUS - top).toBeLessThanOrEqual(scope.screenHeight - scope.coveredBelow + 1e-9);
      }),
    );
  },
);

test.for([
  [412, 915, 192, 264],
  [915, 412, 0, 0],
  [1280, 720, 0, 0],
] as const)(
  "a screen of %i x %i shows nothing of the map that the server does not send",
  ([width, height, ...covered]) => {
    const scope = scopeOf(width, height, ...covered);
    fc.assert(
      fc.property(place, (body) => {
        const { y } = lookAt(body, scope);
        const sent = screenCentre(body.x, body.y, MAP).y;
        const reach = SCREEN_U.height / 2 + SENT_MARGIN_U;
        expect(Math.max(0, y - scope.viewHeight / 2)).toBeGreaterThanOrEqual(Math.min(MAP.height, sent - reach));
        expect(Math.min(MAP.height, y + scope.viewHeight / 2)).toBeLessThanOrEqual(Math.max(0, sent + reach));
      }),
    );
  },
);

/** The rectangle of the world, in u, that a screen of this many pixels shows around a body. */
function seen(width: number, height: number, body: { x: number; y: number }, pointer = { x: 0, y: 0 }): number[] {
  const scope = scopeOf(width, height);
  const rig = new CameraRig(systemRuntime);
  for (let frame = 0; frame < 200; frame++) rig.update(0.05, body, pointer, scope);
  const [across, down] = [scope.viewWidth / 2, scope.viewHeight / 2];
  return [rig.x - across, rig.y - down, rig.x + across, rig.y + down].map((edge) => Math.round(edge * 1e6) / 1e6);
}

test("ultrawide, 16:10, 4:3 and any other screen that is wider than high sees the same rectangle of the world", () => {
  const screens = [
    [3440, 1440],
    [5120, 1440],
    [2560, 1600],
    [1024, 768],
    [1366, 768],
    [915, 412],
  ] as const;
  fc.assert(
    fc.property(
      place,
      fc.record({ x: fc.double({ min: -9, max: 9, noNaN: true }), y: fc.double({ min: -9, max: 9, noNaN: true }) }),
      (body, pointer) => {
        const usual = seen(1920, 1080, body, pointer);
        for (const [width, height] of screens) expect(seen(width, height, body, pointer)).toEqual(usual);
      },
    ),
    { numRuns: 20 },
  );
  fc.assert(
    fc.property(fc.integer({ min: 320, max: 8000 }), fc.integer({ min: 200, max: 4000 }), (width, height) => {
      fc.pre(width >= height);
      const view = viewportFor(width, height);
      expect([view.width / view.zoom, view.height / view.zoom]).toEqual([SCREEN_U.width, SCREEN_U.height]);
      expect(view.width).toBeLessThanOrEqual(width);
      expect(view.height).toBeLessThanOrEqual(height);
    }),
  );
});
