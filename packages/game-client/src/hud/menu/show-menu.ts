import { h, render } from "preact";

import { Menu, type MenuProps } from "./menu.tsx";

/**
 * Replaces the content of `place` by a new menu without any state of an older one. Returns a function that removes
 * it.
 */
export function showMenu(place: HTMLElement, props: MenuProps): () => void {
  const remove = (): void => render(undefined, place);
  // If the old menu stayed, Preact would keep its state.
  remove();
  render(h(Menu, props), place);
  return remove;
}
