import { Look, Title } from "@fray/shared-state/protocol/appearance";
import { z } from "zod";

import { optional } from "../platform/optional.ts";
import { DEFAULT_BINDINGS, readBindings } from "./bindings.ts";
import { CROSSHAIR_COLORS, CROSSHAIR_SHAPES } from "./crosshair.ts";

export const PALETTES = ["default", "colourBlind", "highContrast"] as const;
/** The smallest and the largest HUD that a player can choose, as a share of its usual size. */
export const HUD_SCALE = { min: 0.8, max: 1.4 } as const;

/** The player's settings. A missing or invalid value gets its default; all other values are kept. */
const Settings = z.object({
  /** 0..1 */
  volume: z.number().min(0).max(1).catch(0.7),
  muted: z.boolean().catch(false),
  palette: z.enum(PALETTES).catch("default"),
  /** "system" follows the system's setting. */
  reducedMotion: z.enum(["system", "on", "off"]).catch("system"),
  /** Strength of the camera's shake, 0..1. */
  shake: z.number().min(0).max(1).catch(1),
  /** "auto" changes to "low" when frames take too long. */
  quality: z.enum(["auto", "high", "low"]).catch("auto"),
  /** Whether aim assist is on. It has an effect on touch screens only. */
  aimAssist: z.boolean().catch(true),
  /** Size of the HUD, as a share of its usual size. */
  hudScale: z.number().min(HUD_SCALE.min).max(HUD_SCALE.max).catch(1),
  damageNumbers: z.boolean().catch(true),
  minimap: z.boolean().catch(true),
  /** Colour, pattern and trail of the body, as others see them; see `appearance.ts`. */
  look: Look.catch(0),
  /** Number of the title that others see, if it is earned; 0 for none. */
  title: Title.catch(0),
  crosshair: z.enum(CROSSHAIR_SHAPES).catch("ticks"),
  crosshairColor: z.enum(CROSSHAIR_COLORS).catch("white"),
  bindings: z.unknown().transform(readBindings).catch(DEFAULT_BINDINGS),
});
export type Settings = z.infer<typeof Settings>;

const KEY = "fray.settings";

/** The player's settings, stored in this browser. Notifies its listeners of changes. */
class SettingsStore {
  #values: Settings;
  readonly #listeners = new Set<(values: Settings) => void>();

  constructor() {
    this.#values = Settings.parse(read());
  }

  get values(): Settings {
    return this.#values;
  }

  set(changes: Partial<Settings>): void {
    this.#values = Settings.parse({ ...this.#values, ...changes });
    optional(() => localStorage.setItem(KEY, JSON.stringify(this.#values)));
    for (const listener of this.#listeners) listener(this.#values);
  }

  reset(): void {
    this.set(Settings.parse({}));
  }

  /** Calls `listener` with every change from now on. Returns a function that stops that. */
  subscribe(listener: (values: Settings) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

const Stored = z.record(z.string(), z.unknown()).catch({});

/** A browser can block storage, and it can contain anything: the defaults apply then. */
const read = (): Record<string, unknown> =>
  optional(() => Stored.parse(JSON.parse(localStorage.getItem(KEY) ?? "{}"))) ?? {};

export const settings = new SettingsStore();
