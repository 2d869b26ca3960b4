import type { Input } from "@fray/shared-state/schema/input-frame";

import type { View } from "./view.ts";

/** Decides the action of one step. Called once per step, also while dead or not yet spawned. */
export type Brain = (view: View) => Input;
