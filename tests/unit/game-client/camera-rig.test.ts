import { CameraRig, type CameraScope } from "@fray/game-client/internal/view/camera-rig";
import { zoomFor } from "@fray/game-client/internal/view/viewport";
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
  const zoom = zoomFor(width, height);
  return {
    mapWidth: MAP.width,
    mapHeight: MAP.height,
    viewWidth: width / zoom,
    viewHeight: height / zoom,
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
        const top = lookAt(body, scope).y - scope.viewHeight / 2;
        expect(body.y - RADIUS - top).toBeGreaterThanOrEqual(scope.coveredAbove - 1e-9);
        expect(body.y + RADIUS - top).toBeLessThanOrEqual(scope.viewHeight - scope.coveredBelow + 1e-9);
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
