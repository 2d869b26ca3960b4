import { createEncoder } from "@fray/netcode/server";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";

import type { RoomTick, SteppedTick } from "./room-tick.ts";

/** Encodes the part of the state that all clients receive, once for all threads. The framework's encoder does it. */
export class CommonPart {
  readonly #encoder: ReturnType<typeof createEncoder<ArenaState>>;

  constructor(state: ArenaState) {
    this.#encoder = createEncoder(state);
  }

  encode(tick: SteppedTick): RoomTick {
    const encoder = this.#encoder;
    const common = encoder.hasChanges ? encoder.encode().slice() : undefined;
    encoder.discardChanges();
    const whole = tick.hasNewcomers ? encoder.encodeAll().slice() : undefined;
    return { ...tick, common, whole };
  }
}
