import { h, render } from "preact";

import { Menu, type MenuProps } from "./menu.tsx";

/**
 * Replaces the content of `place` by a new menu without any state of an older menu. Returns a function that removes
 * the menu.
 */
export function showMenu(place: HTMLElement, props: MenuProps): () => void {
  // A new key each time: with the same key, Preact would keep the old menu's state.
  render(h(Menu, { key: performance.now(), ...props }), place);
  return () => render(undefined, place);
}
