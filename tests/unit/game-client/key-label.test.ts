import { keyLabel } from "@fray/game-client/internal/hud/parts/key-label";
import { learnKeyboardLayout } from "@fray/game-client/internal/platform/keyboard-layout";
import { DEFAULT_BINDINGS } from "@fray/game-client/internal/settings/bindings";
import { expect, test, vi } from "vitest";

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

test("a key has the name that is printed on it, as the browser tells or a press shows", async () => {
  const page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("navigator", { keyboard: { getLayoutMap: async () => new Map([["KeyW", "z"]]) } });
  await learnKeyboardLayout();
  page.dispatchEvent(Object.assign(new Event("keydown"), { code: "KeyA", key: "q" }));
  page.dispatchEvent(Object.assign(new Event("keydown"), { code: "KeyS", key: "Dead" }));
  expect(["KeyW", "KeyA", "KeyS"].map(keyLabel)).toEqual(["Z", "Q", "S"]);
  vi.unstubAllGlobals();
});
