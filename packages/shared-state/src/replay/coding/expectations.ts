/** A character for each chance. The first one is for a model of which nothing is known. */
const ALPHABET = "-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

/** Chances of 65536 whose odds are equally far apart, from e^-7 to e^7. */
const CHANCES = [
  60, 75, 94, 117, 147, 184, 231, 289, 362, 453, 567, 709, 886, 1106, 1381, 1721, 2143, 2664, 3305, 4090, 5046, 6203,
  7593, 9245, 11187, 13440, 16013, 18900, 22075, 25492, 29084, 32768, 36452, 40044, 43461, 46636, 49523, 52096, 54349,
  56291, 57943, 59333, 60490, 61446, 62231, 62872, 63393, 63815, 64155, 64430, 64650, 64827, 64969, 65083, 65174, 65247,
  65305, 65352, 65389, 65419, 65442, 65461, 65476,
] as const;

/** Returns the character for a chance of 65536; undefined stands for a model of which nothing is known. */
export function characterOf(chance: number | undefined): string {
  if (chance === undefined) return ALPHABET.charAt(0);
  const above = CHANCES.findIndex((known) => known >= chance);
  return ALPHABET.charAt(1 + (above === -1 ? CHANCES.length - 1 : above));
}

/** Returns the chance for a character; undefined for a model of which nothing is known. */
export const chanceOf = (character: string): number | undefined => CHANCES[ALPHABET.indexOf(character) - 1];
