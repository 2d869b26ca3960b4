import { h, render } from "preact";

import { Menu, type MenuProps } from "./menu.tsx";

/**
 * Replaces the content of `place` by a new menu without any state of an older menu. Returns a function that removes
 * the menu.
 */
export function showMenu(place: HTMLElement, props: MenuProps): () => void {
  const remove = (): void => render(undefined, place);
  // If the old menu stayed, Preact would keep its state.
  remove();
  render(h(Menu, props), place);
  return remove;
}
