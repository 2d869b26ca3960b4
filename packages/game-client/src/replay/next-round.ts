import type { Runtime } from "@fray/netcode/core";

import { pageEndpoint } from "../connection/page-endpoint.ts";

/** The next round begins when the results have been shown, which a viewer of a live round sees earlier. */
const AGAIN_MS = 3000;
const MOST_TRIES = 20;

interface Surroundings {
  readonly runtime: Runtime;
  /** Id of the round that is watched. */
  readonly id: string;
}

/** Finds the round that was played after another one in the same room, as soon as somebody sees the end of that one. */
export class NextRound {
  readonly #around: Surroundings;
  #left = MOST_TRIES;
  #askAt = 0;
  #id: string | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Id of the next round; undefined while none is known. */
  get id(): string | undefined {
    return this.#id;
  }

  /** Call it in each frame that shows the end. */
  look(): void {
    const now = this.#around.runtime.now();
    if (this.#id !== undefined || this.#left === 0 || now < this.#askAt) return;
    this.#left--;
    this.#askAt = now + AGAIN_MS;
    // The server may be away, or be one that does not know it.
    this.#ask().catch(() => {});
  }

  async #ask(): Promise<void> {
    const address = new URL(`api/replays/${encodeURIComponent(this.#around.id)}/next`, pageEndpoint());
    const answer = await fetch(address);
    if (!answer.ok) return;
    const { id } = (await answer.json()) as { readonly id: string };
    this.#id = id;
  }
}
