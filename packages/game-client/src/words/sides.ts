/** A shape and a colour: a blue circle or an orange hexagon. */
export type Side = "blue" | "orange";

/** A player's shape and colour: by team; without teams the player's own body differs from all others. */
export const sideOf = ({ team, self }: { readonly team: number; readonly self: boolean }): Side =>
  team === 1 || (team === 0 && self) ? "blue" : "orange";

export const teamTitle = (team: number): string => (team === 1 ? "Blue" : "Orange");
