import type { BodyView } from "../connection/frame.ts";
import type { Side } from "../drawing/palette.ts";

/**
 * The look of a body: by team; without teams only the player is of side 1. Shape and colour go together, so that
 * players who can't distinguish the colours can distinguish the shapes.
 */
export const sideOf = ({ team }: Pick<BodyView, "team">, self: boolean): Side =>
  team === 1 || (team === 0 && self) ? 1 : 2;

/** The look of a shot whose owner is out of view, from the player's own team (0 for none). */
export const sideOfStranger = (ownTeam: number, hostile: boolean): Side => (hostile === (ownTeam === 2) ? 1 : 2);
