import { onTestFinished, test } from "vitest";

import "../browser/close-contexts.ts";
import { expectOneReload, UPGRADES } from "../browser/upgrade.ts";
import { changeCheckout } from "../support/changed-checkout.ts";
import { TEST_PAGE } from "../support/test-page.ts";

// The page that tests can look into.
process.env["FRAY_PAGE_DIR"] = TEST_PAGE;

test.for(Object.entries(UPGRADES))(
  "after an upgrade by another %s, the page reloads once and fights again",
  { timeout: 120_000 },
  async ([, change]) => {
    const next = changeCheckout(change);
    onTestFinished(() => next.remove());
    await expectOneReload(next, next.buildPage());
  },
);
