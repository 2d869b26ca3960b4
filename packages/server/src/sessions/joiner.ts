import type { Client } from "@colyseus/core";
import { JoinOptions } from "@fray/shared-state/protocol/join-options";

/** Somebody at the door of a room: what they said, and what the server knows of them. Plain data. */
export interface Joiner extends JoinOptions {
  /** The address they came from, as far as it is believed. */
  readonly address: string;
  /** Who their token proves them to be; "" for nobody known. */
  readonly playerId: string;
  /** One of the host's own bots. */
  readonly isOwn: boolean;
  /** They have just created the room. */
  readonly isFounder: boolean;
}

/** Somebody at the door of a lobby. */
export type LobbyJoiner = Pick<Joiner, "name" | "address" | "playerId">;

export type ArenaClient = Client<{ auth: Joiner }>;

/** Who comes in by no door: the server itself had a seat reserved. */
export const UNKNOWN_JOINER: Joiner = {
  ...JoinOptions.parse({}),
  address: "",
  playerId: "",
  isOwn: false,
  isFounder: false,
};
