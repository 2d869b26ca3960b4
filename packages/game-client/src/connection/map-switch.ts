import { wait, type Runtime } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";

/** Fetches a map by name. */
export type LoadMap = (map: string) => Promise<Arena>;

/** A connection that fails for a moment is no reason to stop loading a map. */
const RETRY_MS = 1000;
const TRIES = 10;

interface Listener {
  /** The game has changed to another map. */
  onSwitch(): void;
  /** The current map can't be loaded. */
  onFail(): void;
}

/**
 * Holds the current map and loads the next ones. Each map is fetched as soon as the server names it, so that the
 * change takes no time.
 */
export class MapSwitch {
  #arena: Arena;
  #wanted: string;
  readonly #arenas = new Map<string, Arena>();
  readonly #underWay = new Set<string>();
  readonly #runtime: Runtime;
  readonly #load: LoadMap;
  readonly #listener: Listener;

  constructor(runtime: Runtime, arena: Arena, load: LoadMap, listener: Listener) {
    this.#runtime = runtime;
    this.#arena = arena;
    this.#wanted = arena.name;
    this.#arenas.set(arena.name, arena);
    this.#load = load;
    this.#listener = listener;
  }

  /** The current map; the previous map while the current map is still loading. */
  get arena(): Arena {
    return this.#arena;
  }

  /** Whether the map that the server plays is loaded. */
  get isHere(): boolean {
    return this.#arena.name === this.#wanted;
  }

  /** Fetches a map that is needed later; "" for none. */
  prefetch(map: string): void {
    if (map !== "" && !this.#arenas.has(map) && !this.#underWay.has(map)) void this.#fetch(map);
  }

  /** The server plays this map: changes to it at once, or as soon as it is loaded. */
  follow(map: string): void {
    if (this.#wanted === map) return;
    this.#wanted = map;
    this.prefetch(map);
    this.#switch();
  }

  async #fetch(map: string): Promise<void> {
    this.#underWay.add(map);
    for (let tried = 0; tried < TRIES && !this.#arenas.has(map); tried++) {
      if (tried > 0) await wait(this.#runtime, RETRY_MS);
      const arena = await this.#load(map).catch(() => undefined);
      if (arena) this.#arenas.set(map, arena);
    }
    this.#underWay.delete(map);
    this.#switch();
    if (map === this.#wanted && !this.isHere) this.#listener.onFail();
  }

  #switch(): void {
    const arena = this.#arenas.get(this.#wanted);
    if (!arena || arena === this.#arena) return;
    this.#arena = arena;
    this.#listener.onSwitch();
  }
}
