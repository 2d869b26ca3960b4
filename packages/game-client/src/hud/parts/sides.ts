/** A shape and a colour: a blue circle or an orange hexagon. */
export type Side = "blue" | "orange";

/** How somebody looks: by team, and without teams the player differs from everybody else. */
export const sideOf = ({ team, self }: { readonly team: number; readonly self: boolean }): Side =>
  team === 1 || (team === 0 && self) ? "blue" : "orange";

export const teamTitle = (team: number): string => (team === 1 ? "Blue" : "Orange");
