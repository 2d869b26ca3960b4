import { expect, test } from "vitest";

import { ALL_FAULT_NAMES } from "./faults/names.ts";
import { REGRESSIONS } from "./regressions.ts";
import { runLife } from "./simulate.ts";

/** A life takes seconds alone, and longer beside other work. */
const LIMIT_MS = 180_000;

test.for(REGRESSIONS)(
  "a life that failed once does not fail again: seed $seed with $only: $was",
  { timeout: LIMIT_MS },
  async ({ seed, only }) => {
    const { failure, roomMs } = await runLife({ seed, faults: ALL_FAULT_NAMES, only });
    expect(failure).toBeUndefined();
    expect(roomMs).toBeGreaterThan(0);
  },
);
