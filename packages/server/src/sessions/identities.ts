import type { Joiner } from "./joiner.ts";

/** A member of a room, as far as identity is concerned. */
export interface Identified {
  readonly joiner: Pick<Joiner, "playerId">;
  readonly roster: { readonly playerId: string };
}

/**
 * Returns a member's identities: the one that their token proves, and the one they have in the room. They differ when
 * a guest joined twice, and a new guest has only the second. Bots have none.
 */
export const identitiesOf = ({ joiner, roster }: Identified): readonly string[] =>
  [joiner.playerId, roster.playerId].filter((id) => id !== "");

/** Whether two members are the same person. */
export function areSamePerson(one: Identified, other: Identified): boolean {
  const identities = identitiesOf(other);
  return identitiesOf(one).some((id) => identities.includes(id));
}
