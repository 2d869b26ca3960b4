import { PAD } from "@fray/game-client/internal/controls/pads";
import type { Locator, Page } from "playwright-core";

import { until } from "../support/until.ts";
import { drawFrames } from "./enter.ts";

/**
 * A script that gives a page a gamepad with the standard mapping, at rest and not yet reported, because machines that
 * run tests have none. It must run before the page's own scripts.
 */
export const PAD_SCRIPT = `(${installPad.toString()})()`;

interface FakePad {
  axes: number[];
  buttons: { pressed: boolean; value: number }[];
  timestamp: number;
  rumbles: number;
}

declare global {
  interface Window {
    fakePad: FakePad;
  }
}

function installPad(): void {
  const pad = {
    id: "Test pad",
    index: 0,
    mapping: "standard",
    connected: true,
    timestamp: 1,
    axes: [0, 0, 0, 0],
    buttons: Array.from({ length: 17 }, () => ({ pressed: false, value: 0 })),
    rumbles: 0,
    vibrationActuator: {
      playEffect: async () => {
        pad.rumbles++;
        return "complete";
      },
    },
  };
  window.fakePad = pad;
  Object.defineProperty(navigator, "getGamepads", { value: () => [pad, null, null, null] });
}

/** Presses a button once, as long as a thumb does. Browsers report a gamepad only after its first press. */
export async function tapPad(page: Page, button: number): Promise<void> {
  await holdPad(page, [button]);
  await drawFrames(page, 2);
  await holdPad(page, []);
  // The next tap must not begin before the page has seen this one's end.
  await drawFrames(page, 2);
}

/** Holds exactly these buttons from now on. */
export async function holdPad(page: Page, buttons: readonly number[]): Promise<void> {
  await page.evaluate((held) => {
    for (const [index, button] of window.fakePad.buttons.entries()) {
      button.pressed = held.includes(index);
      button.value = button.pressed ? 1 : 0;
    }
    window.fakePad.timestamp++;
    dispatchEvent(new Event("gamepadconnected"));
  }, buttons);
}

/** Moves the sticks; each axis is -1 (left, up) .. 1. */
export async function tiltPad(
  page: Page,
  left: readonly [number, number],
  right: readonly [number, number],
): Promise<void> {
  await page.evaluate(
    (axes) => {
      window.fakePad.axes = axes;
      window.fakePad.timestamp++;
    },
    [...left, ...right],
  );
}

/** Presses down on the D-pad until an element has the focus. */
export async function moveFocusTo(page: Page, element: Locator): Promise<void> {
  await element.waitFor();
  await until("it has the focus", async () => {
    await tapPad(page, PAD.down);
    return element.evaluate((focused) => focused === document.activeElement);
  });
}
