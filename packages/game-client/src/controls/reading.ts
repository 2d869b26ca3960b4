import type { Input } from "@fray/shared-state/schema/input-frame";

import type { Device } from "./last-device.ts";

/** What one device asks for at a moment, in the terms of an `Input`. */
export interface Reading {
  readonly moveX: number;
  readonly moveY: number;
  /** Undefined while the device has nothing to say about it: the aim stays where it was. */
  readonly aim: number | undefined;
  readonly buttons: number;
}

export const AT_REST: Reading = { moveX: 0, moveY: 0, aim: undefined, buttons: 0 };

/**
 * One input out of those of all devices: every button that is pressed on any, and the longest of the movements, so that
 * what is held on one device goes on while another is picked up. The aim is that of the device used last, else `aim`.
 */
export function mergeReadings(readings: Readonly<Record<Device, Reading>>, used: Device, aim: number): Input {
  let buttons = 0;
  let move = AT_REST;
  for (const reading of Object.values(readings)) {
    buttons |= reading.buttons;
    if (lengthOf(reading) > lengthOf(move)) move = reading;
  }
  return { moveX: move.moveX, moveY: move.moveY, aim: readings[used].aim ?? aim, buttons };
}

const lengthOf = ({ moveX, moveY }: Reading): number => Math.hypot(moveX, moveY);
