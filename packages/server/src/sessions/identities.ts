import type { Joiner } from "./joiner.ts";

/** Somebody in a room, as far as it matters who they are. */
export interface Identified {
  readonly joiner: Pick<Joiner, "playerId">;
  readonly roster: { readonly playerId: string };
}

/**
 * Who somebody has shown to be, and who they are in the room: a guest who is in it already is given another identity there,
 * and a new guest shows none yet. Bots have none.
 */
export const identitiesOf = ({ joiner, roster }: Identified): readonly string[] =>
  [joiner.playerId, roster.playerId].filter((id) => id !== "");

/** Whether two places in a room are those of one person. */
export function areSamePerson(one: Identified, other: Identified): boolean {
  const identities = identitiesOf(other);
  return identitiesOf(one).some((id) => identities.includes(id));
}
