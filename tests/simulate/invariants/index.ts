import { inputsAccounted } from "./inputs-accounted.ts";
import type { Invariant } from "./invariant.ts";
import { nothingHidden } from "./nothing-hidden.ts";
import { sameState } from "./same-state.ts";

/** Everything that must hold in every life. A new invariant is a file and a line here. */
export const INVARIANTS: readonly Invariant[] = [sameState, nothingHidden, inputsAccounted];
