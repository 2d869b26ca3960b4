import type { Client, Serializer } from "@colyseus/core";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";

type Timing = Parameters<Serializer<ArenaState>["applyPatches"]>[2];

/** A second state, and the clients that receive it instead of the room's own. */
export interface Diversion {
  readonly state: ArenaState;
  readonly serializer: Serializer<ArenaState>;
  /** Delay behind the room's state, in ms. */
  readonly lagMs: number;
  /** Whether no client receives this state. */
  readonly isIdle: boolean;
  includes(client: Client): boolean;
}

/** Sends each client of a room one of two states: the room's own, or a second one that exists for some clients. */
export class SplitSerializer implements Serializer<ArenaState> {
  readonly id: string;
  /** The second state; undefined until a client needs it. */
  diversion: Diversion | undefined;
  readonly #main: Serializer<ArenaState>;

  constructor(main: Serializer<ArenaState>) {
    this.id = main.id;
    this.#main = main;
  }

  reset(state: ArenaState): void {
    this.#main.reset(state);
  }

  handshake(): Uint8Array {
    return this.#main.handshake?.() ?? new Uint8Array();
  }

  getFullState(client?: Client, timing?: Timing): Uint8Array {
    const { diversion } = this;
    if (!client || !diversion?.includes(client)) return this.#main.getFullState(client, timing);
    return diversion.serializer.getFullState(client, lagging(timing, diversion));
  }

  applyPatches(clients: Client[], state: ArenaState, timing?: Timing): boolean {
    const { diversion } = this;
    if (!diversion || diversion.isIdle) return this.#main.applyPatches(clients, state, timing);
    const { present = [], diverted = [] } = Object.groupBy(clients, (client) =>
      diversion.includes(client) ? "diverted" : "present",
    );
    diversion.serializer.applyPatches(diverted, diversion.state, lagging(timing, diversion));
    return this.#main.applyPatches(present, state, timing);
  }
}

const lagging = (timing: Timing, { lagMs }: Diversion): Timing =>
  timing && { ...timing, sNow: Math.max(0, timing.sNow - lagMs) };
