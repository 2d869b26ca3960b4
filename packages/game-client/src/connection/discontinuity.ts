import type { Player } from "@fray/shared-state/schema/player";

const LIVES = 256;

/** A discontinuity counter: changes whenever a body spawns or is teleported. */
export const discontinuityCount = ({ lives, teleports }: Pick<Player, "lives" | "teleports">): number =>
  lives * LIVES + teleports;

/** The number of spawns in a discontinuity counter. If it is unchanged, a teleporter has moved the body. */
export const spawnsIn = (place: number): number => Math.floor(place / LIVES);
