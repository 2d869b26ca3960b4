import { z } from "zod";

import { DEFAULT_BINDINGS, readBindings } from "../controls/bindings.ts";
import { optional } from "../platform/optional.ts";

export const PALETTES = ["default", "colourBlind", "highContrast"] as const;

/** What a player can set. Each value that is missing or makes no sense is its default, alone: the rest is kept. */
const Settings = z.object({
  /** 0..1 */
  volume: z.number().min(0).max(1).catch(0.7),
  muted: z.boolean().catch(false),
  palette: z.enum(PALETTES).catch("default"),
  /** "system" does what the player told their system. */
  reducedMotion: z.enum(["system", "on", "off"]).catch("system"),
  /** Strength of the camera's shake, 0..1. */
  shake: z.number().min(0).max(1).catch(1),
  /** "auto" falls to "low" while frames take too long. */
  quality: z.enum(["auto", "high", "low"]).catch("auto"),
  /** On touch screens only. */
  aimAssist: z.boolean().catch(true),
  damageNumbers: z.boolean().catch(true),
  minimap: z.boolean().catch(true),
  bindings: z.unknown().transform(readBindings).catch(DEFAULT_BINDINGS),
});
export type Settings = z.infer<typeof Settings>;

const KEY = "fray.settings";

/** The player's settings, kept in this browser. Tells those who asked whenever one changes. */
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

  /** Calls `listener` with every change from now on; returns how to stop that. */
  subscribe(listener: (values: Settings) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

const Stored = z.record(z.string(), z.unknown()).catch({});

/** Storage may be blocked or hold anything: then there is nothing to go by. */
const read = (): Record<string, unknown> =>
  optional(() => Stored.parse(JSON.parse(localStorage.getItem(KEY) ?? "{}"))) ?? {};

export const settings = new SettingsStore();
