import { createRandom, type Random } from "@fray/netcode/core";

import { RunHash } from "./seen/run-hash.ts";

/**
 * Returns the random stream of that name in the life of a seed. Each room, kind of actor and kind of fault has its own,
 * so that a new kind changes no draw of the others.
 */
export function streamOf(seed: number, name: string): Random {
  const hash = new RunHash();
  hash.add(seed);
  hash.addText(name);
  const random = createRandom(hash.value);
  // Neighbouring hashes begin alike.
  random();
  return random;
}
