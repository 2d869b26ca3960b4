import { MediaQuery } from "../platform/media-query.ts";

/** What people play by. */
export type Device = "keyboard" | "gamepad" | "touch";

/** The device used last, in menus and in the arena alike: hints speak of it, and it has the say about the aim. */
class LastDevice {
  #value: Device = new MediaQuery("(pointer: coarse)").matches ? "touch" : "keyboard";
  readonly #listeners = new Set<(device: Device) => void>();

  get value(): Device {
    return this.#value;
  }

  used(device: Device): void {
    if (device === this.#value) return;
    this.#value = device;
    for (const listener of this.#listeners) listener(device);
  }

  /** Calls `listener` with every change from now on; returns how to stop that. */
  subscribe(listener: (device: Device) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export const lastDevice = new LastDevice();
