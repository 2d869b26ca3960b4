import { conflictOf, rebind } from "@fray/game-client/internal/controls/capture-binding";
import { actionOf, ACTIONS, DEFAULT_BINDINGS, readBindings } from "@fray/game-client/internal/settings/bindings";
import fc from "fast-check";
import { expect, test } from "vitest";

test("every action has at most two valid keys for any stored value", () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...ACTIONS), fc.anything())), (stored) => {
      const bindings = readBindings(stored);
      expect(Object.keys(bindings)).toEqual([...ACTIONS]);
      for (const action of ACTIONS) {
        expect(bindings[action].length).toBeLessThanOrEqual(2);
        for (const code of bindings[action]) expect(code).toMatch(/^\w+$/);
      }
    }),
  );
});

test("an action with an invalid stored value gets its default keys, and the others keep theirs", () => {
  const bindings = readBindings({ dash: ["KeyQ"], fire: "Mouse0", up: ["KeyI", "KeyO", "KeyP"], reload: [7] });
  expect(bindings).toEqual({ ...DEFAULT_BINDINGS, dash: ["KeyQ"] });
});

test("a stored key that belongs to the browser is left out", () => {
  expect(readBindings({ dash: ["ControlLeft", "Space"], reload: ["AltLeft"] })).toMatchObject({
    dash: ["Space"],
    reload: [],
  });
});

test("an action may be left without a key", () => {
  expect(readBindings({ emote: [] }).emote).toEqual([]);
});

test("binding a key to an action removes it from its old action, and that conflict is reported first", () => {
  expect(conflictOf(DEFAULT_BINDINGS, "dash", "KeyR")).toBe("reload");
  expect(conflictOf(DEFAULT_BINDINGS, "dash", "Space")).toBeUndefined();
  const bindings = rebind(DEFAULT_BINDINGS, "dash", 0, "KeyR");
  expect(bindings.dash).toEqual(["KeyR", "ShiftLeft"]);
  expect(bindings.reload).toEqual([]);
  expect(actionOf(bindings, "KeyR")).toBe("dash");
});

test("after any rebinding a key triggers at most one action, and the stored bindings load unchanged", () => {
  const anyCode = fc.constantFrom("KeyW", "KeyR", "Mouse0", "Mouse3", "KeyQ", "Space");
  const anyChange = fc.tuple(fc.constantFrom(...ACTIONS), fc.integer({ min: 0, max: 1 }), anyCode);
  fc.assert(
    fc.property(fc.array(anyChange, { maxLength: 8 }), (changes) => {
      let bindings = DEFAULT_BINDINGS;
      for (const [action, slot, code] of changes) {
        bindings = rebind(bindings, action, slot, code);
        expect(bindings[action]).toContain(code);
      }
      const codes = ACTIONS.flatMap((action) => bindings[action]);
      expect(new Set(codes).size).toBe(codes.length);
      expect(readBindings(JSON.parse(JSON.stringify(bindings)))).toEqual(bindings);
    }),
  );
});
