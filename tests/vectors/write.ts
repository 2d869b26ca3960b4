import { readFileSync, writeFileSync } from "node:fs";

import { pathOf, textOf, VECTOR_FILES } from "./make/all.ts";
import { DOCUMENT, withShownParts } from "./make/shown-parts.ts";

// Writes all test vectors anew, and what docs/protocol.md shows of them. Nothing in them is random, so only a change of
// the wire format changes them.
for (const name of VECTOR_FILES) writeFileSync(pathOf(name), textOf(name));
writeFileSync(DOCUMENT, withShownParts(readFileSync(DOCUMENT, "utf8")));
