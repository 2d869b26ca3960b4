import type { Arena } from "@fray/shared-state/arena/arena";

import { createInputs } from "../sdk/action.ts";
import type { Brain } from "../view/brain.ts";
import { greet } from "./greet.ts";
import type { Program } from "./program.ts";

/** A brain for one map that does what a program says. */
export function createProgramBrain(program: Program, name: string, arena: Arena, stepMs: number): Brain {
  program.enter(greet(name, arena, 1000 / stepMs));
  const inputOf = createInputs();
  return (view) => inputOf(program.step(view) ?? {});
}
