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
  /** Damage that the bot expects of a rocket or an orb before it fires at an enemy in sight; 0: it fires at sight. */
  readonly blastWorth: number;
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
  /** Share of lives in which the bot plays for the flag, and not only for kills. */
  readonly teamwork: number;
  /** Health at which the bot looks for cover. */
  readonly retreatHealth: number;
}
