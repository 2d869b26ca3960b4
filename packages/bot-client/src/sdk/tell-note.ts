import type { BotNote } from "@fray/shared-state/protocol/bot-note";

import type { Action } from "./action.ts";

/** Hands on what a bot says of itself in an action, if it says something. */
export function tellNote({ say, mark }: Pick<Action, "say" | "mark">, note: (note: BotNote) => void): void {
  if (say !== undefined || mark) note({ say, mark });
}
