import type { Input } from "@fray/shared-state/schema/input-frame";

import type { RoomDoor } from "./room-tick.ts";
import { RING_ENTRIES, RING_NUMBERS } from "./shared-memory.ts";

const KIND = { enter: 0, input: 1, leave: 2 } as const;
const NO_INPUT: Input = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };
/** Places of the counters at the start of the memory, as 32-bit numbers. */
const [WRITTEN, READ] = [0, 1] as const;

/**
 * What the connections of one thread do to a room of another, in shared memory and in order. One thread writes and one
 * reads, so each counter has one writer and nobody waits.
 */
export class InputRing implements RoomDoor {
  readonly #counters: Int32Array<SharedArrayBuffer>;
  readonly #entries: Float64Array<SharedArrayBuffer>;
  readonly #onLost: () => void;

  /** `onLost` is called for an entry that has no place, because the reader has not read for a long time. */
  constructor(memory: SharedArrayBuffer, onLost: () => void) {
    this.#counters = new Int32Array(memory, 0, 2);
    this.#entries = new Float64Array(memory, 8);
    this.#onLost = onLost;
  }

  enter(id: number): void {
    this.#write(KIND.enter, id, NO_INPUT, 0);
  }

  input(id: number, input: Input, viewTime: number): void {
    this.#write(KIND.input, id, input, viewTime);
  }

  leave(id: number): void {
    this.#write(KIND.leave, id, NO_INPUT, 0);
  }

  /** Passes everything that has been written to the room. */
  drain(room: RoomDoor): void {
    const written = Atomics.load(this.#counters, WRITTEN);
    for (let next = Atomics.load(this.#counters, READ); next !== written; next = (next + 1) | 0) {
      const at = (next & (RING_ENTRIES - 1)) * RING_NUMBERS;
      const id = this.#number(at + 1);
      switch (this.#number(at)) {
        case KIND.enter:
          room.enter(id);
          break;
        case KIND.leave:
          room.leave(id);
          break;
        default:
          room.input(id, this.#inputAt(at), this.#number(at + 2));
      }
    }
    Atomics.store(this.#counters, READ, written);
  }

  #inputAt(at: number): Input {
    return {
      moveX: this.#number(at + 3),
      moveY: this.#number(at + 4),
      aim: this.#number(at + 5),
      buttons: this.#number(at + 6),
    };
  }

  #number(at: number): number {
    return this.#entries[at] ?? 0;
  }

  #write(kind: number, id: number, { moveX, moveY, aim, buttons }: Input, viewTime: number): void {
    const written = Atomics.load(this.#counters, WRITTEN);
    if (((written - Atomics.load(this.#counters, READ)) | 0) >= RING_ENTRIES) {
      this.#onLost();
      return;
    }
    const at = (written & (RING_ENTRIES - 1)) * RING_NUMBERS;
    const entries = this.#entries;
    entries[at] = kind;
    entries[at + 1] = id;
    entries[at + 2] = viewTime;
    entries[at + 3] = moveX;
    entries[at + 4] = moveY;
    entries[at + 5] = aim;
    entries[at + 6] = buttons;
    Atomics.store(this.#counters, WRITTEN, (written + 1) | 0);
  }
}
