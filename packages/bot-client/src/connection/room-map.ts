import { wait, type Runtime } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";

import { fetchArena } from "./fetch-arena.ts";

/** Pause between two attempts to download a map, in ms. */
const RETRY_MS = 1000;

/** The map that a room plays. It may change after a round. */
export class RoomMap {
  readonly #runtime: Runtime;
  readonly #url: string;
  #arena: Arena;
  #wanted: string;
  #next = "";

  /** `arena` is the map that the room at `url` plays now. */
  constructor(runtime: Runtime, url: string, arena: Arena) {
    this.#runtime = runtime;
    this.#url = url;
    this.#arena = arena;
    this.#wanted = arena.name;
  }

  /** The current map; undefined until it is loaded. */
  get arena(): Arena | undefined {
    return this.#arena.name === this.#wanted ? this.#arena : undefined;
  }

  /** Call this with each state. It contains the current map, and the next map ("" while that is not known). */
  follow({ map, match: { nextMap } }: { readonly map: string; readonly match: { readonly nextMap: string } }): void {
    this.#prefetch(nextMap);
    if (map === this.#wanted) return;
    this.#wanted = map;
    void this.#fetch(map);
  }

  /** Loads the next map early. If that fails, it is loaded again when its round begins. */
  #prefetch(map: string): void {
    if (map === this.#next) return;
    this.#next = map;
    if (map !== "") fetchArena(this.#url, map).catch(() => {});
  }

  async #fetch(map: string): Promise<void> {
    while (this.#wanted === map) {
      try {
        const arena = await fetchArena(this.#url, map);
        if (this.#wanted === map) this.#arena = arena;
        return;
      } catch {
        await wait(this.#runtime, RETRY_MS, { background: true });
      }
    }
  }
}
