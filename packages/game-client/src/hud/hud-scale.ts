import { lastDevice } from "../controls/last-device.ts";
import { settings } from "../settings/settings.ts";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Large screens are looked at from farther away. The first line that a page is large enough for counts. */
const SCREENS: readonly (Size & { readonly scale: number })[] = [
  { width: 2400, height: 1300, scale: 1.75 },
  { width: 1600, height: 880, scale: 1.25 },
  { width: 0, height: 0, scale: 1 },
];

/** The least room in which no two panels meet, in CSS pixels of the HUD. */
const LEAST = {
  keys: { width: 800, height: 480 },
  upright: { width: 360, height: 660 },
  sideways: { width: 740, height: 360 },
} as const satisfies Readonly<Record<string, Size>>;

/**
 * Draws the HUD as large as the player wants, as far as its panels still have room: in a small window, or in one that is
 * zoomed, it is drawn smaller instead of over itself.
 */
export class HudScale {
  readonly #page: HTMLElement;
  readonly #hud: HTMLElement;
  #drawn = 1;

  /** `page` is the element that the HUD fills. */
  constructor(page: HTMLElement, hud: HTMLElement) {
    this.#page = page;
    this.#hud = hud;
  }

  /** Measures each time: a size can change without an event. */
  update(): void {
    const page = { width: this.#page.clientWidth, height: this.#page.clientHeight };
    const scale = scaleFor(page, lastDevice.value === "touch", settings.values.hudScale);
    if (scale === this.#drawn) return;
    this.#drawn = scale;
    this.#hud.style.setProperty("zoom", String(scale));
  }
}

/** The size of the HUD's pixels on a page, in CSS pixels, when the player wants it `wanted` times as large as usual. */
export function scaleFor(page: Size, touch: boolean, wanted: number): number {
  const { width, height } = page;
  // A minimised window may have no size.
  if (width === 0 || height === 0) return 1;
  const usual = SCREENS.find((screen) => width >= screen.width && height >= screen.height)?.scale ?? 1;
  const least = !touch ? LEAST.keys : width < height ? LEAST.upright : LEAST.sideways;
  return Math.min(usual * wanted, width / least.width, height / least.height);
}
