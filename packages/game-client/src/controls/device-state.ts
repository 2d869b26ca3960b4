import type { Input } from "@fray/shared-state/schema/input-frame";

import type { Device } from "./last-device.ts";

/** The state of one device at a moment, in the terms of an `Input`. */
export interface DeviceState {
  readonly moveX: number;
  readonly moveY: number;
  /** The aim in radians; undefined when the device does not aim, so that the aim stays as it was. */
  readonly aim: number | undefined;
  readonly buttons: number;
}

export const AT_REST: DeviceState = { moveX: 0, moveY: 0, aim: undefined, buttons: 0 };

/**
 * Merges the states of all devices into one input: every button that is pressed on any device, and the longest
 * movement. So a movement held on one device continues while the player takes another. The aim is that of the device
 * used last; `aim` if it has none.
 */
export function mergeDevices(readings: Readonly<Record<Device, DeviceState>>, used: Device, aim: number): Input {
  let buttons = 0;
  let move = AT_REST;
  for (const reading of Object.values(readings)) {
    buttons |= reading.buttons;
    if (lengthOf(reading) > lengthOf(move)) move = reading;
  }
  return { moveX: move.moveX, moveY: move.moveY, aim: readings[used].aim ?? aim, buttons };
}

const lengthOf = ({ moveX, moveY }: DeviceState): number => Math.hypot(moveX, moveY);
