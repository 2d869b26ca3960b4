import { MediaQuery } from "../platform/media-query.ts";

/** A kind of input device. */
export type Device = "keyboard" | "gamepad" | "touch";

/** The device that was used last, in menus and in the arena. Hints refer to it, and it controls the aim. */
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

  /** Calls `listener` with every change from now on. Returns a function that stops that. */
  subscribe(listener: (device: Device) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export const lastDevice = new LastDevice();
