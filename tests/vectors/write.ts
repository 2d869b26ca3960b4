import { writeFileSync } from "node:fs";

import { pathOf, textOf, VECTOR_FILES } from "./make/all.ts";

// Writes all test vectors anew. Nothing in them is random, so only a change of the wire format changes them.
for (const name of VECTOR_FILES) writeFileSync(pathOf(name), textOf(name));
