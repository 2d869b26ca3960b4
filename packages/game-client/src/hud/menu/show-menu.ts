import { h, render } from "preact";

import { Menu, type MenuProps } from "./menu.tsx";

/** Shows a new menu in a place, with nothing left over of the last one there; returns how to take it away. */
export function showMenu(place: HTMLElement, props: MenuProps): () => void {
  // Keyed by the moment: the same key would be the same menu.
  render(h(Menu, { key: performance.now(), ...props }), place);
  return () => render(undefined, place);
}
