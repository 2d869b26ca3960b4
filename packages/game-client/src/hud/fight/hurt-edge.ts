import { optional } from "../../platform/optional.ts";
import type { Moment, Part } from "../moment.ts";
import { LOW_HEALTH } from "./vitals.tsx";

const FLASH_MS = 420;
const FLASH_STRENGTH = 0.7;

/** Red at the edges of the screen: a short flash when the player is hit, and a steady glow while health is low. */
export class HurtEdge implements Part {
  readonly #flash: HTMLElement;
  readonly #low: HTMLElement;
  #lowness = 0;

  constructor(parent: HTMLElement) {
    this.#flash = edge(parent, "hurt-edge");
    this.#low = edge(parent, "hurt-edge low");
  }

  update({ frame: { self, events } }: Moment): void {
    if (events.some((one) => one.type === "hit" && one.me && one.damage > 0)) optional(() => this.#breathe());
    const health = self?.alive ? self.health * 100 : 100;
    // The opacity changes in steps too small to see, so that the page is not touched while nothing changes.
    const lowness = health > LOW_HEALTH ? 0 : Math.round((1 - health / LOW_HEALTH) * 10 + 4) / 14;
    if (lowness === this.#lowness) return;
    this.#lowness = lowness;
    this.#low.hidden = lowness === 0;
    this.#low.style.opacity = String(lowness);
  }

  dispose(): void {
    this.#flash.remove();
    this.#low.remove();
  }

  #breathe(): void {
    for (const running of this.#flash.getAnimations()) running.cancel();
    const fading = this.#flash.animate([{ opacity: FLASH_STRENGTH }, { opacity: 0 }], {
      duration: FLASH_MS,
      easing: "ease-out",
    });
    this.#flash.hidden = false;
    // Removed from the page until the next hit: even an invisible layer as large as the screen costs software
    // rendering a blend.
    fading.addEventListener("finish", () => (this.#flash.hidden = true));
  }
}

function edge(parent: HTMLElement, className: string): HTMLElement {
  const element = document.createElement("div");
  element.className = className;
  element.hidden = true;
  parent.append(element);
  return element;
}
