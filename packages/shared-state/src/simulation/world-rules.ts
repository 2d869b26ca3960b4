import { namesOf } from "@fray/netcode/core";

import { tableOf } from "../by-name.ts";

/** The rules that the owner of a room may change, with their default values. Each is a room option. */
export const DEFAULT_RULES = {
  /** Shots also hit team mates. */
  friendlyFire: false,
};
export type WorldRules = Readonly<typeof DEFAULT_RULES>;

const NAMES = namesOf(DEFAULT_RULES);

/** Picks the rules from an object with more fields. A missing rule gets its default value. */
export function rulesOf(chosen: Partial<WorldRules>): WorldRules {
  return tableOf(NAMES, (name) => chosen[name] ?? DEFAULT_RULES[name]);
}
