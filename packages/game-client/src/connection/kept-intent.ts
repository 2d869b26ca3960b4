import { optional } from "../platform/optional.ts";
import type { JoinIntent } from "./join-intent.ts";

const KEY = "fray.intent";

/** Keeps what the player wanted to join over a reload of the page, which then joins at once. */
export const keptIntent = {
  keep(intent: JoinIntent): void {
    this.forget();
    // The player looks through the settings of a new room again.
    if (!intent.create) optional(() => sessionStorage.setItem(KEY, JSON.stringify(intent)));
  },

  forget(): void {
    optional(() => sessionStorage.removeItem(KEY));
  },

  /** Returns what was kept, once. Another build of the page may have written it: the server checks it like all options. */
  take(): JoinIntent | undefined {
    const kept = optional(() => JSON.parse(sessionStorage.getItem(KEY) ?? "") as JoinIntent);
    this.forget();
    return kept;
  },
};
