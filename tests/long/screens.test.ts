import { test } from "vitest";

import { ALL_SCREENS, expectAimOn } from "../browser/screens.ts";
import { useServer } from "../browser/use-server.ts";
import { TEST_PAGE } from "../support/test-page.ts";

// The page that tests can look into.
process.env["FRAY_PAGE_DIR"] = TEST_PAGE;
const server = useServer("--map", "duel");

test.each(["low", "high"] as const)(
  "the arena fills the page and aim starts at the drawn body, however the page changes its size or ratio, in %s quality",
  { timeout: 300_000 },
  (quality) => expectAimOn(ALL_SCREENS, server.http, quality),
);
