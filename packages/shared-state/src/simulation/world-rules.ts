/** The rules that the owner of a room may change, as they are where nobody does. Each is an option of rooms. */
export const DEFAULT_RULES = {
  /** Shots hit team mates too. */
  friendlyFire: false,
};
export type WorldRules = Readonly<typeof DEFAULT_RULES>;

const NAMES = Object.keys(DEFAULT_RULES) as (keyof WorldRules)[];

/** The rules out of something that has more than those; what is left out is as by default. */
export function rulesOf(chosen: Partial<WorldRules>): WorldRules {
  return Object.fromEntries(NAMES.map((name) => [name, chosen[name] ?? DEFAULT_RULES[name]])) as WorldRules;
}
