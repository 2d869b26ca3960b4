import type { Mode, Phase } from "@fray/shared-state/match/modes";
import type { FriendPlace, HostOffer, LobbyLine } from "@fray/shared-state/protocol/lobby";
import type { WorldRules } from "@fray/shared-state/simulation/world-rules";

import type { Observed } from "./observed.ts";

/** Where people meet before a fight and see what is played. */
export interface Lobby {
  readonly view: Observed<LobbyView>;
  say(text: string): void;
  /** Whose friends' places to be told from now on, by their codes. */
  watchFriends(codes: readonly string[]): void;
  leave(): void;
}

/** All there is to be seen in a lobby; each change makes a new one. */
export interface LobbyView {
  /** The line is gone: nothing changes any more. */
  readonly lost: boolean;
  /** The player's number among the people. */
  readonly selfId: number;
  /** The player's own, for friends. */
  readonly friendCode: string;
  readonly offer: HostOffer;
  /** Those one can go into first, and of these the liveliest. */
  readonly rooms: readonly ListedRoom[];
  readonly people: readonly { readonly id: number; readonly name: string }[];
  /** Oldest first. */
  readonly chat: readonly LobbyLine[];
  readonly friends: readonly FriendPlace[];
  /** What the server had to say about what was said last; "" for nothing. */
  readonly notice: string;
}

export interface ListedRoom extends WorldRules {
  readonly id: string;
  /** "" for a room that the server opened by itself. */
  readonly name: string;
  readonly mode: Mode;
  readonly phase: Phase;
  readonly map: string;
  readonly people: number;
  readonly spectators: number;
  readonly bots: number;
  readonly places: number;
  readonly locked: boolean;
  readonly hasPassword: boolean;
}

/** Bots go as people come. */
export const isFull = ({ people, spectators, places }: ListedRoom): boolean => people + spectators >= places;

/** Whether somebody could go in now, with the password if there is one. */
export const isOpen = (room: ListedRoom): boolean => !room.locked && !isFull(room);

/** What a room is called. */
export const titleOf = ({ name }: Pick<ListedRoom, "name">): string => name || "Open arena";
