import { wait, type Runtime } from "@fray/netcode/core";

import { optional } from "../platform/optional.ts";

/** The game's only font family, as a CSS font list. */
export const FONT = '"Exo 2 Variable", "Segoe UI", system-ui, sans-serif';

const LOAD_LIMIT_MS = 3000;

/** Resolves when canvases can draw with the font, or without it after a time limit: a game does not wait for a font. */
export async function loadFont(runtime: Runtime): Promise<void> {
  const load = async (weight: number): Promise<unknown> =>
    optional(() => document.fonts.load(`${weight} 16px ${FONT}`));
  const loads = Promise.allSettled([load(800), load(600)]);
  await Promise.race([loads, wait(runtime, LOAD_LIMIT_MS)]);
}
