import { test } from "vitest";

import { fight } from "../browser/fight.ts";
import { withoutParts, type Absence } from "../browser/platform.ts";
import { useServer } from "../browser/use-server.ts";
import { findUsedParts, separatingSets } from "../browser/used-parts.ts";
import { TEST_PAGE } from "../support/test-page.ts";

// The page that tests can look into.
process.env["FRAY_PAGE_DIR"] = TEST_PAGE;
const server = useServer("--map", "duel", "--joins-per-minute", "0");

test.each<Absence>(["missing", "throws"])(
  "the game plays when any optional part that it uses %s while the others exist",
  { timeout: 600_000 },
  async (absence) => {
    for (const parts of separatingSets(await findUsedParts(server.http))) {
      const page = await fight(server.http, { before: withoutParts(absence, parts) }).catch((error: unknown) => {
        throw new Error(`${parts.join(", ")} ${absence}`, { cause: error });
      });
      await page.context().close();
    }
  },
);
