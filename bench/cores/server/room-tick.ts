import type { Arena } from "@fray/shared-state/arena/arena";
import type { Input } from "@fray/shared-state/schema/input-frame";
import type { Player } from "@fray/shared-state/schema/player";
import type { WorldEvent } from "@fray/shared-state/simulation/events";

/** What connections do to a room. It is called directly, or from another thread through an `InputRing`. */
export interface RoomDoor {
  enter(id: number): void;
  /** Takes an input. `viewTime` is when its sender claims to have seen the others, in ms of server time; 0 for no claim. */
  input(id: number, input: Input, viewTime: number): void;
  leave(id: number): void;
}

/** One tick of a room: all that frames are made of, apart from the bodies and the common part of the state. */
export interface Tick {
  readonly tick: number;
  /** Seconds per tick. */
  readonly dt: number;
  readonly arena: Arena;
  readonly pickups: readonly { readonly x: number; readonly y: number }[];
  readonly events: WorldEvent[];
  /** Server time in ms. */
  readonly sNow: number;
  /** Bodies that have left since the tick before. */
  readonly left: readonly Player[];
  /** Returns the number of inputs of a session that were taken. */
  acknowledged(sessionId: string): number;
}

/** A tick whose common part has not been encoded yet. */
export interface SteppedTick extends Tick {
  /** Whether somebody has entered since the tick before. */
  readonly hasNewcomers: boolean;
}

/** A tick with everything that its frames need. */
export interface RoomTick extends Tick {
  /** The patch of the part of the state that all clients receive; undefined without changes. */
  readonly common: Uint8Array | undefined;
  /** The whole of that part, when somebody has entered since the tick before. */
  readonly whole: Uint8Array | undefined;
}
