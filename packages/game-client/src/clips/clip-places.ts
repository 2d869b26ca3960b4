import type { Clip, WirePlace } from "@fray/shared-state/protocol/clip";
import { stepsToPosition } from "@fray/shared-state/quantized";
import { BODY_RADIUS_U } from "@fray/shared-state/rules";

import type { Point } from "../connection/frame.ts";

type ToPage = (x: number, y: number) => Point;

/** Rings where the victim of a death was: on the server now and then, and on the killer's screen. */
export class ClipPlaces {
  readonly #places: readonly (readonly [ring: HTMLElement, at: Point])[];
  readonly #seen: HTMLElement;

  constructor(parent: HTMLElement, { places }: Pick<Clip, "places">) {
    const add = (kind: string): HTMLElement => {
      const ring = document.createElement("i");
      ring.className = `clip-ring ${kind}`;
      ring.hidden = true;
      parent.append(ring);
      return ring;
    };
    this.#places = places
      ? [
          [add("now"), toPoint(places.now)],
          [add("judged"), toPoint(places.judged)],
        ]
      : [];
    this.#seen = add("seen");
  }

  /** Draws the rings. `seen` is the victim as the killer saw it. */
  draw(seen: Point | undefined, toPage: ToPage): void {
    for (const [ring, at] of this.#places) put(ring, at, toPage);
    put(this.#seen, this.#places.length > 0 ? seen : undefined, toPage);
  }
}

const toPoint = ([x, y]: WirePlace): Point => ({ x: stepsToPosition(x), y: stepsToPosition(y) });

function put(ring: HTMLElement, at: Point | undefined, toPage: ToPage): void {
  ring.hidden = at === undefined;
  if (!at) return;
  const middle = toPage(at.x, at.y);
  const radius = toPage(at.x + BODY_RADIUS_U, at.y).x - middle.x;
  ring.style.setProperty("--radius", `${radius.toFixed(1)}px`);
  ring.style.transform = `translate(${middle.x.toFixed(1)}px, ${middle.y.toFixed(1)}px)`;
}
