/** The skill and the style of a bot. Angles in radians, times in seconds, lengths in u, shares 0..1. */
export interface Skill {
  /** Time from seeing an enemy to acting on it. People need 0.2..0.5 s. */
  readonly reaction_s: number;
  /** Typical aim error. It changes slowly, as for a human hand; at 8 u, half a body is 0.06 rad. */
  readonly aimError_rad: number;
  /** Fastest turn of the aim. */
  readonly turn_rad_per_s: number;
  /** Share of the right lead that the bot applies to a moving target. */
  readonly lead: number;
  /** Longest distance at which the bot fires. */
  readonly fireRange_u: number;
  /** Length of a burst, and of the pause after it. */
  readonly burst_s: number;
  readonly rest_s: number;
  /** Mean pause after a rail shot before the bot considers the next. It fires specials with few rounds more often. */
  readonly specialRest_s: number;
  /** Share of enemies gone behind a corner at which the bot fires a rocket or an orb. */
  readonly indirectFire: number;
  /** Distance kept from the enemy in a fight. */
  readonly preferredRange_u: number;
  /** Sideways speed in a fight, as a share of running. */
  readonly strafe: number;
  /** Share of incoming shots that the bot dodges, if there is time. */
  readonly dodge: number;
  /** Share of occasions on which the bot uses the dash to dodge a shot or to flee from a fight that it is losing. */
  readonly dash: number;
  /** Share of enemies lost from sight, or heard, that the bot follows. */
  readonly aggression: number;
  /** Longest way to a pickup, as a share of the pickup's worth. */
  readonly forage: number;
  /** Health at which the bot looks for cover. */
  readonly retreatHealth: number;
}

/** Any newcomer wins against a rookie bot after a minute with the controls. */
const rookie: Skill = {
  reaction_s: 0.6,
  aimError_rad: 0.25,
  turn_rad_per_s: 4,
  lead: 0.4,
  fireRange_u: 11,
  burst_s: 0.45,
  rest_s: 0.55,
  specialRest_s: 9,
  indirectFire: 0,
  preferredRange_u: 6.5,
  strafe: 0.45,
  dodge: 0,
  dash: 0.05,
  aggression: 0.45,
  forage: 0.4,
  retreatHealth: 0,
};

/** An even match for an occasional player. */
const regular: Skill = {
  reaction_s: 0.34,
  aimError_rad: 0.1,
  turn_rad_per_s: 8,
  lead: 0.85,
  fireRange_u: 14,
  burst_s: 0.9,
  rest_s: 0.25,
  specialRest_s: 5,
  indirectFire: 0.3,
  preferredRange_u: 7,
  strafe: 0.8,
  dodge: 0.35,
  dash: 0.3,
  aggression: 0.7,
  forage: 0.75,
  retreatHealth: 24,
};

/** Hard to beat. Still slower than a machine could be. */
const veteran: Skill = {
  reaction_s: 0.2,
  aimError_rad: 0.05,
  turn_rad_per_s: 14,
  lead: 1,
  fireRange_u: 17,
  burst_s: 1.6,
  rest_s: 0.1,
  specialRest_s: 3,
  indirectFire: 0.6,
  preferredRange_u: 7.5,
  strafe: 1,
  dodge: 0.75,
  dash: 0.6,
  aggression: 0.85,
  forage: 1,
  retreatHealth: 30,
};

export const SKILLS = { rookie, regular, veteran } as const;
export type SkillName = keyof typeof SKILLS;

export const MIXED = "mixed";
export type SkillChoice = SkillName | typeof MIXED;

/** The cycle of a mixed group: of any five, two are easy and one is hard. */
const MIXTURE: readonly SkillName[] = ["regular", "rookie", "veteran", "rookie", "regular"];

/** The skill of the `index`-th bot of a group. */
export function skillOf(choice: SkillChoice, index: number): Skill {
  return SKILLS[choice === MIXED ? (MIXTURE[index % MIXTURE.length] ?? "regular") : choice];
}
