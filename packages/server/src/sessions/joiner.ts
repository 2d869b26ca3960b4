import type { Client } from "@colyseus/core";
import { JoinOptions } from "@fray/shared-state/protocol/join-options";

/** A join request: the options that the client sent, and what the server knows about the client. Plain data. */
export interface Joiner extends JoinOptions {
  /** The address of the client. A proxy's header counts only if the proxy is trusted. */
  readonly address: string;
  /** The identity that the token proves; "" for an unknown guest. */
  readonly playerId: string;
  /** Id of the party that the token proves; "" for none. */
  readonly partyId: string;
  /** One of the host's own bots. */
  readonly isOwn: boolean;
  /** The client has just created the room. */
  readonly isFounder: boolean;
}

/** A request to join a lobby. */
export type LobbyJoiner = Pick<Joiner, "name" | "address" | "playerId">;

export type ArenaClient = Client<{ auth: Joiner }>;

/** The joiner of a seat that the server itself reserved. */
export const UNKNOWN_JOINER: Joiner = {
  ...JoinOptions.parse({}),
  address: "",
  playerId: "",
  partyId: "",
  isOwn: false,
  isFounder: false,
};
