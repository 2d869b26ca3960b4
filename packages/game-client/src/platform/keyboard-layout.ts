import { optional } from "./optional.ts";

/** Characters by the code of their key: "Q" for "KeyA" on a French keyboard. */
const characters = new Map<string, string>();

interface Keyboard {
  getLayoutMap(): Promise<ReadonlyMap<string, string>>;
}

/**
 * Learns which characters are printed on the keys: from the browser, where it tells, and from every key that is
 * pressed.
 */
export async function learnKeyboardLayout(): Promise<void> {
  addEventListener("keydown", ({ code, key, shiftKey, altKey, ctrlKey }) => {
    if (!shiftKey && !altKey && !ctrlKey) learn(code, key);
  });
  const asked = optional(() => (navigator as Navigator & { readonly keyboard?: Keyboard }).keyboard?.getLayoutMap());
  // A page inside a frame may not ask.
  const layout = await asked?.catch(() => undefined);
  for (const [code, key] of layout ?? []) learn(code, key);
}

/** Returns the character that is printed on a key; undefined when it is not known, or the key has none. */
export const characterOn = (code: string): string | undefined => characters.get(code);

function learn(code: string, key: string): void {
  // The keys of the number pad have the characters of other keys.
  if (/^\S$/u.test(key) && !code.startsWith("Numpad")) characters.set(code, key.toUpperCase());
}
