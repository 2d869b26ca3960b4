import { z } from "zod";

// The schemas in this file are not in shared-state next to the types they describe. The JavaScript engine gives an
// object of schemas with `x` and `y` the same hidden class as a place. Once the engine has seen such an object, it
// boxes every number in a place (100 bytes for each body and tick of a world).

/** A length in u, in the schema for programs. */
export const u = (what: string) => z.number().describe(`${what}, in u`);
export const Team = z.int().min(0).max(2).describe("0 in a free-for-all, else 1 or 2");
export const Place = z.object({ x: u("to the right"), y: u("down") });
export const Rectangle = z.object({ left: u("edge"), top: u("edge"), right: u("edge"), bottom: u("edge") });
