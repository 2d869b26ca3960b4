import type { Mode, Phase } from "@fray/shared-state/match/modes";
import type { FriendPlace, HostOffer, LobbyLine } from "@fray/shared-state/protocol/lobby";
import type { Notice } from "@fray/shared-state/protocol/messages";
import type { ReportReason } from "@fray/shared-state/protocol/reports";
import type { WorldRules } from "@fray/shared-state/simulation/world-rules";

import type { Observed } from "./observed.ts";

/** Where people meet before a fight and see which rooms are open. */
export interface Lobby {
  readonly view: Observed<LobbyView>;
  say(text: string): void;
  /** Asks the server to report from now on where the friends with these codes are. */
  watchFriends(codes: readonly string[]): void;
  /** Reports a person to the people who run the server, by their number in the list of people. */
  report(id: number, reason: ReportReason, text: string): void;
  /** Asks the server for a party, and calls `onStarted` with its token. */
  startParty(onStarted: (token: string) => void): void;
  leave(): void;
}

/** Everything that a lobby shows. Each change makes a new object. */
export interface LobbyView {
  /** The connection is lost: the view does not change any more. */
  readonly lost: boolean;
  /** The player's number in the list of people. */
  readonly selfId: number;
  /** The player's own friend code. */
  readonly friendCode: string;
  readonly offer: HostOffer;
  /** The rooms. Rooms that can be joined come first. Rooms with more people come before rooms with fewer. */
  readonly rooms: readonly ListedRoom[];
  readonly people: readonly LobbyMember[];
  /** The chat lines, oldest first. */
  readonly chat: readonly LobbyLine[];
  readonly friends: readonly FriendPlace[];
  /** The server's answer to the player's last message; undefined for none. */
  readonly notice: Notice | undefined;
}

/** A person in the lobby. */
export interface LobbyMember {
  readonly id: number;
  readonly name: string;
  /** The same from visit to visit. */
  readonly person: number;
}

export interface ListedRoom extends WorldRules {
  readonly id: string;
  /** Name of the room; "" for a room that the server opened itself. */
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

/** Bots do not count: they leave when people come. */
export const isFull = ({ people, spectators, places }: ListedRoom): boolean => people + spectators >= places;

/** Whether one more player could join now. A locked room can't be joined; a room with a password counts as open. */
export const isOpen = (room: ListedRoom): boolean => !room.locked && !isFull(room);

/** The room's title as shown to players. */
export const titleOf = ({ name }: Pick<ListedRoom, "name">): string => name || "Open arena";
