import type { BodyView } from "../connection/frame.ts";
import type { Side } from "./palette.ts";

/**
 * The look of a body: that of its team, and without teams the player alone is of side 1. Shape and colour go together, so
 * that who can't tell the colours can tell the shapes.
 */
export const sideOf = ({ team }: Pick<BodyView, "team">, self: boolean): Side =>
  team === 1 || (team === 0 && self) ? 1 : 2;

/** The look of what somebody out of view has fired, as seen from the player's own team (0 for none). */
export const sideOfStranger = (ownTeam: number, hostile: boolean): Side => (hostile === (ownTeam === 2) ? 1 : 2);
