import type { Wish } from "../../connection/wish.ts";

/** How far the player is on the way into a game. */
export type Progress =
  | { readonly state: "idle" }
  | { readonly state: "joining"; readonly wish: Wish }
  /** `message` is a sentence for the player. */
  | { readonly state: "failed"; readonly wish: Wish; readonly message: string };

/** What the button says that leads into any game. */
export const LABELS = { idle: "Play", joining: "Joining…", failed: "Try again" } as const;
