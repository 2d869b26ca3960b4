import { optional } from "../platform/optional.ts";
import type { JoinIntent } from "./join-intent.ts";

const KEY = "fray.intent";

/** Keeps what the player wanted to join over a reload of the page, which then joins at once. */
export const keptIntent = {
  keep({ spectate, roomId, password, orAny, create }: JoinIntent): void {
    // The player looks through the settings of a new room again.
    if (!create) optional(() => sessionStorage.setItem(KEY, JSON.stringify({ spectate, roomId, password, orAny })));
  },

  forget(): void {
    optional(() => sessionStorage.removeItem(KEY));
  },

  /** Returns what was kept, once. Another build of the page may have written it. */
  take(): JoinIntent | undefined {
    const kept: unknown = optional(() => JSON.parse(sessionStorage.getItem(KEY) ?? "null"));
    this.forget();
    if (typeof kept !== "object" || kept === null) return undefined;
    const text = (key: string): string | undefined => {
      const value: unknown = Reflect.get(kept, key);
      return typeof value === "string" ? value : undefined;
    };
    return {
      spectate: Reflect.get(kept, "spectate") === true,
      roomId: text("roomId"),
      password: text("password"),
      orAny: Reflect.get(kept, "orAny") === true,
    };
  },
};
