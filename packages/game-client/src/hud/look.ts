import { entriesOf } from "@fray/shared-state/by-name";

import { PALETTE, type Palette } from "../settings/palettes.ts";
import { prefersReducedMotion, systemReducedMotion } from "../settings/reduced-motion.ts";
import { settings } from "../settings/settings.ts";

const VARIABLES: Readonly<Record<keyof Palette, string>> = {
  blue: "--blue",
  blueLight: "--blue-light",
  orange: "--orange",
  orangeLight: "--orange-light",
  danger: "--danger",
  good: "--good",
  warn: "--warn",
};

/** Gives the page the colours and the motion that the settings ask for, now and whenever they change. */
export function keepLook(): void {
  apply();
  settings.subscribe(apply);
  systemReducedMotion.subscribe(apply);
}

function apply(): void {
  const root = document.documentElement;
  const { palette } = settings.values;
  root.dataset["palette"] = palette;
  root.dataset["motion"] = prefersReducedMotion() ? "reduced" : "full";
  for (const [role, variable] of entriesOf(VARIABLES)) {
    root.style.setProperty(variable, PALETTE[palette][role]);
  }
}
