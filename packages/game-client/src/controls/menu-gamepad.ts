import { lastDevice } from "./last-device.ts";
import { currentPad, PAD, PadButtons } from "./pads.ts";

/** How far the left stick must be pushed to move the focus, 0..1. */
const PUSHED = 0.6;

const FOCUSABLE = "button:not(:disabled), input:not(:disabled), select:not(:disabled), [tabindex='0']";

/** Elements that the A button clicks. */
const PRESSED = "button, [type=checkbox], [type=radio]";

/**
 * Lets a gamepad control the dialog over the arena, or the page's menu if there is no dialog, as long as the page
 * lives. The D-pad or the left stick moves the focus and sliders, A clicks, Start plays, B goes back.
 */
export function useGamepadInMenus(menu: HTMLElement): void {
  const buttons = new PadButtons();
  let pushed: Step = 0;
  let isPolling = false;
  const poll = (): void => {
    const pad = currentPad();
    isPolling = pad !== undefined;
    if (isPolling) requestAnimationFrame(poll);
    const changes = buttons.changes(pad);
    const push = stickStep(pad);
    const place = document.querySelector<HTMLElement>("[role=dialog]") ?? menu;
    if (place.childElementCount > 0) {
      for (const { button, down } of changes) if (down) press(place, button);
      if (push !== pushed && push !== 0) moveFocus(place, push);
    }
    pushed = push;
  };
  addEventListener("gamepadconnected", () => isPolling || poll());
}

type Step = -1 | 0 | 1;

function stickStep(pad: Gamepad | undefined): Step {
  const [, y = 0] = pad?.axes ?? [];
  return y > PUSHED ? 1 : y < -PUSHED ? -1 : 0;
}

function press(place: HTMLElement, button: number): void {
  lastDevice.used("gamepad");
  if (button === PAD.up) moveFocus(place, -1);
  else if (button === PAD.down) moveFocus(place, 1);
  else if (button === PAD.left) slide(-1);
  else if (button === PAD.right) slide(1);
  else if (button === PAD.a) choose(place);
  else if (button === PAD.menu) place.querySelector("form")?.requestSubmit();
  else if (button === PAD.b) document.activeElement?.dispatchEvent(escape());
}

/** Clicks the element with the focus. If it can't be clicked (a text field), clicks the form's own button. */
function choose(place: HTMLElement): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && place.contains(activeElement) && activeElement.matches(PRESSED)) {
    activeElement.click();
  } else place.querySelector("form")?.requestSubmit();
}

function moveFocus(place: HTMLElement, step: Step): void {
  const all = [...place.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element.getClientRects().length > 0,
  );
  const at = all.findIndex((element) => element === document.activeElement);
  const next = at < 0 ? 0 : (at + step + all.length) % all.length;
  all[next]?.focus();
}

/** Moves a slider or a list by one step, like an arrow key. */
function slide(step: Step): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLInputElement && activeElement.type === "range") {
    if (step > 0) activeElement.stepUp();
    else activeElement.stepDown();
  } else if (activeElement instanceof HTMLSelectElement) {
    const { length } = activeElement.options;
    activeElement.selectedIndex = (activeElement.selectedIndex + step + length) % length;
  } else {
    return;
  }
  for (const type of ["input", "change"]) activeElement.dispatchEvent(new Event(type, { bubbles: true }));
}

const escape = (): KeyboardEvent =>
  new KeyboardEvent("keydown", { code: "Escape", key: "Escape", bubbles: true, cancelable: true });
