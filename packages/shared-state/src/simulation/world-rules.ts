import { namesOf } from "@fray/netcode/core";

import { tableOf } from "../by-name.ts";

/** The rules that the owner of a room may change, as they are where nobody does. Each is an option of rooms. */
export const DEFAULT_RULES = {
  /** Shots hit team mates too. */
  friendlyFire: false,
};
export type WorldRules = Readonly<typeof DEFAULT_RULES>;

const NAMES = namesOf(DEFAULT_RULES);

/** The rules out of something that has more than those; what is left out is as by default. */
export function rulesOf(chosen: Partial<WorldRules>): WorldRules {
  return tableOf(NAMES, (name) => chosen[name] ?? DEFAULT_RULES[name]);
}
