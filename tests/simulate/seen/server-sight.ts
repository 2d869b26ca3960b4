import type { Session } from "@fray/server/internal/sessions/session";

import type { ServerWatch } from "./server-watch.ts";

type Watched = Pick<ServerWatch, "sessions" | "applied" | "discarded" | "consumed" | "sessionOf">;

/** What the servers of a life do, all together: each process of them has a watch of its own. */
export class ServerSight {
  readonly #watches: () => readonly Watched[];

  /** `watches` returns those of the servers that run at present. */
  constructor(watches: () => readonly Watched[]) {
    this.#watches = watches;
  }

  /** All sessions of all rooms. */
  get sessions(): ReadonlySet<Session> {
    const [first, ...others] = this.#watches();
    if (!first || others.length === 0) return first?.sessions ?? new Set();
    return new Set([first, ...others].flatMap(({ sessions }) => Array.from(sessions)));
  }

  /** Steps of real inputs that a time bank has given out. */
  appliedOf(bank: object): number {
    return this.#sum(({ applied }) => applied.get(bank));
  }

  /** Inputs that were taken from a time bank without a body, so they had no effect. */
  discardedOf(bank: object): number {
    return this.#sum(({ discarded }) => discarded.get(bank));
  }

  /** Inputs that came into a room for a time bank. */
  consumedOf(bank: object): number {
    return this.#sum(({ consumed }) => consumed.get(bank));
  }

  /** The session of a client, while it is in a room. */
  sessionOf(sessionId: string): Session | undefined {
    for (const watch of this.#watches()) {
      const session = watch.sessionOf(sessionId);
      if (session) return session;
    }
    return undefined;
  }

  #sum(count: (watch: Watched) => number | undefined): number {
    return this.#watches().reduce((sum, watch) => sum + (count(watch) ?? 0), 0);
  }
}
