import { z } from "zod";

// Not in shared-state, beside what they describe: to the engine an object of schemas with `x` and `y` is of one shape with a
// place, and once it has seen one, every number in a place is boxed (100 bytes for each body and tick of a world).

/** A length in u as programs read it. */
export const u = (what: string) => z.number().describe(`${what}, in u`);
export const Team = z.int().min(0).max(2).describe("0 in a free-for-all, else 1 or 2");
export const Place = z.object({ x: u("to the right"), y: u("down") });
export const Rectangle = z.object({ left: u("edge"), top: u("edge"), right: u("edge"), bottom: u("edge") });
