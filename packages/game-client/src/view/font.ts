import { optional } from "../platform/optional.ts";

/** The one family of the game, as a CSS font list. */
export const FONT = '"Exo 2 Variable", "Segoe UI", system-ui, sans-serif';

const LOAD_LIMIT_MS = 3000;

/** Resolves when canvases can draw with the font, or after a while without it: a fight doesn't wait for letters. */
export async function loadFont(): Promise<void> {
  const load = async (weight: number): Promise<unknown> =>
    optional(() => document.fonts.load(`${weight} 16px ${FONT}`));
  const loads = Promise.allSettled([load(800), load(600)]);
  await Promise.race([loads, new Promise((resolve) => setTimeout(resolve, LOAD_LIMIT_MS))]);
}
