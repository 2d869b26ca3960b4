import { BODY_RADIUS_U } from "@fray/shared-state/rules";

import type { Point } from "../../connection/frame.ts";

export const GHOSTS = ["server", "predicted", "drawn"] as const;
export type Ghost = (typeof GHOSTS)[number];

/** A body moves less in a tick, except by a teleporter or a new life. */
const LEAP_U = 3;
const SVG = "http://www.w3.org/2000/svg";

/** The places of a body in the last ticks, oldest first; undefined where one is not known. */
export type Places = readonly (Point | undefined)[];

/** Draws where one body was, in three ways, over the arena. */
export class Ghosts {
  readonly #root = document.createElementNS(SVG, "svg");
  readonly #shapes = GHOSTS.map((ghost) => {
    const path = document.createElementNS(SVG, "path");
    const body = document.createElementNS(SVG, "circle");
    for (const shape of [path, body]) shape.setAttribute("class", `ghost-${ghost}`);
    this.#root.append(path, body);
    return { ghost, path, body };
  });

  constructor(parent: HTMLElement) {
    this.#root.setAttribute("class", "ghosts");
    this.#root.setAttribute("aria-hidden", "true");
    parent.append(this.#root);
  }

  draw(places: Readonly<Record<Ghost, Places>>, toPage: (x: number, y: number) => Point): void {
    const radius = (toPage(BODY_RADIUS_U, 0).x - toPage(0, 0).x).toFixed(1);
    for (const { ghost, path, body } of this.#shapes) {
      const last = places[ghost].at(-1);
      path.setAttribute("d", pathOf(places[ghost], toPage));
      body.setAttribute("visibility", last ? "visible" : "hidden");
      if (!last) continue;
      const { x, y } = toPage(last.x, last.y);
      body.setAttribute("cx", x.toFixed(1));
      body.setAttribute("cy", y.toFixed(1));
      body.setAttribute("r", radius);
    }
  }

  dispose(): void {
    this.#root.remove();
  }
}

function pathOf(places: Places, toPage: (x: number, y: number) => Point): string {
  const parts: string[] = [];
  let last: Point | undefined;
  for (const place of places) {
    if (place) {
      const { x, y } = toPage(place.x, place.y);
      const isApart = !last || Math.hypot(place.x - last.x, place.y - last.y) > LEAP_U;
      parts.push(`${isApart ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`);
    }
    last = place;
  }
  return parts.join("");
}
