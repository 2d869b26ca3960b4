import type { Frame, Point } from "../connection/frame.ts";

/** Distance from a panel at which a body makes it fade: a running body takes as long for it as the fade takes. */
const NEAR_PX = 24;
/** What is in the corners. The host of a component has no box of its own. */
const PANELS = '.corner > :not([style*="contents"]), .corner > [style*="contents"] > *';
/** What is over the arena for fingers. */
const PADS = ".touch .pad-button, .touch .stick svg";
/** Panels also change their size with what they show. */
const MEASURE_EVERY_MS = 100;
/** A panel stays faded for so long after the last body has left it, so that it does not flicker in a fight. */
const LINGER_MS = 400;

interface Covering {
  readonly panel: HTMLElement | SVGElement;
  readonly box: DOMRect;
}

/**
 * Fades each panel, and each stick and button for fingers, while a body stands under it or comes near, so that none
 * hides a fight. An open chat stays as it is: its player reads and writes.
 */
export class SeeThrough {
  readonly #hud: HTMLElement;
  readonly #leftAt = new Map<Covering["panel"], number>();
  #panels: readonly Covering[] = [];
  #measuredAt = -Infinity;

  constructor(hud: HTMLElement) {
    this.#hud = hud;
  }

  /** `toPage` converts a place in the world to the page, in CSS pixels. */
  update({ self, others, watched }: Frame, now: number, toPage: (x: number, y: number) => Point): void {
    if (now - this.#measuredAt >= MEASURE_EVERY_MS) this.#measure(now);
    const radius = toPage(0.5, 0).x - toPage(0, 0).x;
    const places: Point[] = [];
    for (const body of [self, watched, ...others]) if (body?.alive) places.push(toPage(body.x, body.y));
    for (const { panel, box } of this.#panels) {
      const near = places.some((place) => isOver(box, place, radius + NEAR_PX));
      const under = near && places.some((place) => isOver(box, place, radius));
      this.#mark(panel, under ? "under" : near ? "near" : undefined, now);
    }
  }

  #mark(panel: Covering["panel"], behind: "under" | "near" | undefined, now: number): void {
    if (behind) this.#leftAt.set(panel, now);
    const { dataset } = panel;
    if (behind && dataset["behind"] !== "under") dataset["behind"] = behind;
    if (!behind && dataset["behind"] && now - (this.#leftAt.get(panel) ?? 0) > LINGER_MS) {
      delete dataset["behind"];
      this.#leftAt.delete(panel);
    }
  }

  #measure(now: number): void {
    this.#measuredAt = now;
    const panels: Covering["panel"][] = [
      ...this.#hud.querySelectorAll<HTMLElement>(PANELS),
      ...document.querySelectorAll<HTMLElement | SVGElement>(PADS),
    ];
    for (const panel of panels) if (panel.matches(".open")) delete panel.dataset["behind"];
    this.#panels = panels
      .filter((panel) => !panel.matches(".open"))
      .map((panel) => ({ panel, box: panel.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && box.height > 0);
  }
}

/** Whether a circle and a box have a point in common. */
function isOver(box: DOMRect, { x, y }: Point, radius: number): boolean {
  const dx = Math.max(box.left - x, 0, x - box.right);
  const dy = Math.max(box.top - y, 0, y - box.bottom);
  return dx * dx + dy * dy < radius * radius;
}
