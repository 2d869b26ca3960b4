import { t } from "@colyseus/schema";

import { RULE_NAMES, type RuleName } from "../protocol/room-options.ts";

const field = () => t.boolean().default(false);

/**
 * Fields for the rules that were added later. They are at the end: the index of a field in a schema identifies it on
 * the wire.
 */
export const laterRuleFields = () =>
  Object.fromEntries(RULE_NAMES.filter((name) => name !== "friendlyFire").map((name) => [name, field()])) as {
    [Name in Exclude<RuleName, "friendlyFire">]: ReturnType<typeof field>;
  };
