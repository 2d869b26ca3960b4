import { scaleFor } from "@fray/game-client/internal/hud/hud-scale";
import { expect, test } from "vitest";

const WINDOW = { width: 1280, height: 720 };

test("the HUD has the size that the player wants, as far as its panels have room", () => {
  expect(scaleFor(WINDOW, false, 0.8)).toBe(0.8);
  expect(scaleFor(WINDOW, false, 1)).toBe(1);
  expect(scaleFor(WINDOW, false, 1.4)).toBe(1.4);
  expect(scaleFor({ width: 960, height: 540 }, false, 1.4)).toBeLessThan(1.4);
});

test("a page that is zoomed to 200 % has a smaller HUD, in its own pixels, than the same window at 100 %", () => {
  const zoomed = scaleFor({ width: WINDOW.width / 2, height: WINDOW.height / 2 }, false, 1);
  expect(zoomed).toBeLessThan(1);
  expect(zoomed * 2).toBeGreaterThan(1);
});

test("a large screen has a larger HUD, and a window without a size has one", () => {
  expect(scaleFor({ width: 2560, height: 1440 }, false, 1)).toBe(1.75);
  expect(scaleFor({ width: 0, height: 0 }, true, 1)).toBe(1);
});
