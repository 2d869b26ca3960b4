import type { Runtime } from "@fray/netcode/core";
import { tableFrom } from "@fray/shared-state/by-name";

import { ACTIONS, isReserved, type Action, type Bindings } from "../settings/bindings.ts";

/**
 * Waits for the next key or mouse button and returns its code for `rebind`; undefined when Escape or `signal`
 * cancelled it. No other listener on the page receives that press. A key that can't be bound is told to `onReserved`.
 */
export function captureBinding(
  runtime: Runtime,
  signal?: AbortSignal,
  onReserved: (code: string) => void = () => {},
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const listening = new AbortController();
    const finish = (code: string | undefined): void => {
      listening.abort();
      resolve(code);
    };
    const options = { signal: listening.signal, capture: true };
    const onKey = (event: KeyboardEvent): void => {
      swallow(event);
      if (event.code === "Escape") finish(undefined);
      else if (event.code === "" || event.repeat) return;
      else if (isReserved(event.code)) onReserved(event.code);
      else finish(event.code);
    };
    const onButton = (event: MouseEvent): void => {
      swallow(event);
      swallowClick(runtime);
      finish(`Mouse${event.button}`);
    };
    signal?.addEventListener("abort", () => finish(undefined), { signal: listening.signal });
    addEventListener("keydown", onKey, options);
    addEventListener("mousedown", onButton, options);
  });
}

/** The other action to which `code` is bound: binding it to `action` removes it there. */
export const conflictOf = (bindings: Bindings, action: Action, code: string): Action | undefined =>
  ACTIONS.find((other) => other !== action && bindings[other].includes(code));

/** Returns `bindings` with `code` in `slot` (0 or 1) of an action, and nowhere else. */
export function rebind(bindings: Bindings, action: Action, slot: number, code: string): Bindings {
  const others = tableFrom(ACTIONS.map((other) => [other, bindings[other].filter((key) => key !== code)]));
  const codes = [...bindings[action]];
  codes[Math.min(slot, codes.length)] = code;
  return { ...others, [action]: [...new Set(codes)] };
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** The captured press still ends in a click on the element under the pointer; this click is stopped. */
function swallowClick(runtime: Runtime): void {
  const listening = new AbortController();
  const options = { signal: listening.signal, capture: true };
  for (const type of ["click", "auxclick", "contextmenu"]) addEventListener(type, swallow, options);
  addEventListener("mouseup", () => runtime.setTimeout(() => listening.abort(), 0), options);
}
