import { z } from "zod";

/** Most members of a party. */
export const MAX_PARTY = 6;

/**
 * The token of a party: an id that nobody can guess, and the server's signature. Whoever has it belongs to the party,
 * so the link that contains it is the invitation. Members send it with each join.
 */
export const PARTY_TOKEN = /^([\w-]{22})\.([\w-]{43})$/;

/** What the members of a party are sent when something about it changes. */
export interface PartyNews {
  /** The token of the party; "" when the receiver is in none. */
  readonly token: string;
  /** Ids of the members in this room, in the order of their arrival. */
  readonly members: readonly number[];
}

/** A mark for the own team, at a place on the ground. */
export const MarkPlace = z.object({
  /** In u. */
  x: z.number().finite().min(0).max(512),
  y: z.number().finite().min(0).max(512),
});

/** A mark as the fighters of one team receive it. */
export interface TeamMark {
  /** Id of the fighter who has set it. */
  readonly id: number;
  readonly x: number;
  readonly y: number;
}
