import type { Arena } from "@fray/shared-state/arena/arena";
import type { BotNote } from "@fray/shared-state/protocol/bot-note";

import { createInputs } from "../sdk/action.ts";
import { tellNote } from "../sdk/tell-note.ts";
import type { Brain } from "../view/brain.ts";
import { greet } from "./greet.ts";
import type { Program } from "./program.ts";

interface Played {
  readonly name: string;
  readonly arena: Arena;
  /** Milliseconds per step. */
  readonly stepMs: number;
  /** Takes what the program says of itself. */
  readonly note: (note: BotNote) => void;
}

/** Creates a brain for one map that follows a program's answers. */
export function createProgramBrain(program: Program, { name, arena, stepMs, note }: Played): Brain {
  program.enter(greet(name, arena, 1000 / stepMs));
  const inputOf = createInputs();
  return (view) => {
    const answer = program.step(view) ?? {};
    tellNote(answer, note);
    return inputOf(answer);
  };
}
