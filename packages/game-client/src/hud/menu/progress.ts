import type { JoinIntent } from "../../connection/join-intent.ts";

/** State of an attempt to join a game. */
export type Progress =
  | { readonly state: "idle" }
  | { readonly state: "joining"; readonly intent: JoinIntent; readonly cancel: () => void }
  /** `message` is a sentence for the player. `isFull`: only the places are missing. `isAboutParty`: the party is in the way. */
  | {
      readonly state: "failed";
      readonly intent: JoinIntent;
      readonly message: string;
      readonly isFull?: boolean;
      readonly isAboutParty?: boolean;
    };

/** Text of the button that joins any game, by state. */
export const LABELS = { idle: "Play", joining: "Joining…", failed: "Try again" } as const;
