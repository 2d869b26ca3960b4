import type { Arena } from "@fray/shared-state/arena/arena";

import { createInputs } from "../sdk/action.ts";
import type { Brain } from "../view/brain.ts";
import { greet } from "./greet.ts";
import type { Program } from "./program.ts";

/** Creates a brain for one map that follows a program's answers. */
export function createProgramBrain(program: Program, name: string, arena: Arena, stepMs: number): Brain {
  program.enter(greet(name, arena, 1000 / stepMs));
  const inputOf = createInputs();
  return (view) => inputOf(program.step(view) ?? {});
}
