import { AT_REST, mergeDevices } from "@fray/game-client/internal/controls/device-state";
import { expect, test } from "vitest";

const mouse = { moveX: 0, moveY: 0, aim: 1, buttons: 1 };
const pad = { moveX: 0.4, moveY: 0.3, aim: 2, buttons: 8 };

test("buttons of all devices count together, and the aim is that of the device used last", () => {
  const readings = { keyboard: mouse, gamepad: pad, touch: AT_REST };
  expect(mergeDevices(readings, "gamepad", 0)).toEqual({ moveX: 0.4, moveY: 0.3, aim: 2, buttons: 9 });
  expect(mergeDevices(readings, "keyboard", 0)).toEqual({ moveX: 0.4, moveY: 0.3, aim: 1, buttons: 9 });
});

test("movements are not added up: the longest counts", () => {
  const keys = { ...mouse, moveX: -1 };
  expect(mergeDevices({ keyboard: keys, gamepad: pad, touch: AT_REST }, "gamepad", 0)).toMatchObject({
    moveX: -1,
    moveY: 0,
  });
});

test("a device without an aim leaves the aim as it was", () => {
  const readings = { keyboard: mouse, gamepad: { ...pad, aim: undefined }, touch: AT_REST };
  expect(mergeDevices(readings, "gamepad", 5).aim).toBe(5);
});
