import type { Joiner } from "./joiner.ts";

/** A member of a room, as far as identity is concerned. */
export interface Identified {
  readonly joiner: Pick<Joiner, "playerId">;
  readonly roster: { readonly playerId: string };
}

/**
 * Returns a member's identities: the identity that their token proves, and the identity that they have in the room.
 * The two differ when a guest joined twice. A new guest has only the second, and a bot has no identity.
 */
export const identitiesOf = ({ joiner, roster }: Identified): readonly string[] =>
  [joiner.playerId, roster.playerId].filter((id) => id !== "");

/** Whether two members are the same person. */
export function areSamePerson(one: Identified, other: Identified): boolean {
  const identities = identitiesOf(other);
  return identitiesOf(one).some((id) => identities.includes(id));
}
