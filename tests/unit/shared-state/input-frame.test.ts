import { InputFrame } from "@fray/shared-state/schema/input-frame";
import { expect, test } from "vitest";

test("only the numbers of an input are kept, even when the input object changes later", () => {
  const frame = Object.assign(new InputFrame(), { moveX: 1, moveY: -1, aim: 0.5, buttons: 3 });
  const { moveX, moveY, aim, buttons } = frame;
  const kept = frame.clone();
  Object.assign(frame, { moveX: 0, moveY: 0, aim: 2, buttons: 0 });
  expect(kept).toEqual({ moveX, moveY, aim, buttons });
});
