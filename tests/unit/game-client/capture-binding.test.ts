import { captureBinding } from "@fray/game-client/internal/controls/capture-binding";
import { systemRuntime } from "@fray/netcode/core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

let page: EventTarget;
beforeEach(() => {
  page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
});
afterEach(() => vi.unstubAllGlobals());

/** Dispatches an event on the page; returns true when its default action was not prevented. */
const dispatch = (type: string, details: object): boolean =>
  page.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), details));

const key = (code: string, repeat = false): boolean => dispatch("keydown", { code, repeat });

test("the next key is captured, and does nothing else on the page", async () => {
  const captured = captureBinding(systemRuntime);
  let heard = 0;
  page.addEventListener("keydown", () => heard++);
  expect(key("Tab")).toBe(false);
  expect(await captured).toBe("Tab");
  expect(heard).toBe(0);
  expect(key("KeyW")).toBe(true);
  expect(heard).toBe(1);
});

test("the next mouse button is captured, and its click reaches no element", async () => {
  const captured = captureBinding(systemRuntime);
  expect(dispatch("mousedown", { button: 3 })).toBe(false);
  expect(await captured).toBe("Mouse3");
  dispatch("mouseup", { button: 3 });
  expect(dispatch("auxclick", { button: 3 })).toBe(false);
});

test("Escape cancels the capture, and so does a dialog that closes", async () => {
  const captured = captureBinding(systemRuntime);
  key("Escape");
  expect(await captured).toBeUndefined();
  const closing = new AbortController();
  const given = captureBinding(systemRuntime, closing.signal);
  closing.abort();
  expect(await given).toBeUndefined();
});

test("keys of the browser are refused, and keys that were already held are ignored", async () => {
  const refused: string[] = [];
  const captured = captureBinding(systemRuntime, undefined, (code) => refused.push(code));
  key("Enter", true);
  const reserved = ["F5", "MetaLeft", "ControlLeft", "ControlRight", "AltLeft", "AltRight", "ContextMenu"];
  for (const code of reserved) key(code);
  expect(refused).toEqual(reserved);
  key("");
  key("KeyQ");
  expect(await captured).toBe("KeyQ");
});
