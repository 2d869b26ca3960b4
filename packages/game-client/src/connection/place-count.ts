import type { Player } from "@fray/shared-state/schema/player";

const LIVES = 256;

/** Moves whenever a body is somewhere else all at once: it has spawned, or gone through a teleporter. */
export const placeCount = ({ lives, teleports }: Pick<Player, "lives" | "teleports">): number =>
  lives * LIVES + teleports;

/** The spawns that a place count stands for: where they are the same, a teleporter has moved it. */
export const livesIn = (place: number): number => Math.floor(place / LIVES);
