import { keyLabel } from "@fray/game-client/internal/hud/parts/key-label";
import { DEFAULT_BINDINGS } from "@fray/game-client/internal/settings/bindings";
import { expect, test } from "vitest";

test("keys have their usual names", () => {
  expect(["KeyW", "Digit1", "Mouse2", "Mouse3", "ShiftLeft", "ArrowUp", "Numpad4", "PageDown"].map(keyLabel)).toEqual([
    "W",
    "1",
    "Right click",
    "Button 4",
    "Shift",
    "Arrow Up",
    "Num 4",
    "Page Down",
  ]);
});

test("no two default keys have the same name", () => {
  const labels = Object.values(DEFAULT_BINDINGS).flat().map(keyLabel);
  expect(new Set(labels).size).toBe(labels.length);
});
