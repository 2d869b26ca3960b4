import { z } from "zod";

import type { Mode } from "../match/modes.ts";
import type { ChatMode } from "./chat-modes.ts";
import { FRIEND_CODE } from "./friend-code.ts";
import { JoinOptions } from "./join-options.ts";
import { message, type MessageSpecs } from "./message.ts";
import { TALK_MESSAGES, type Notice } from "./messages.ts";
import type { PartyNews } from "./party.ts";
import type { HostValues } from "./room-options.ts";

/** Number of chat lines that a lobby keeps for new guests. */
export const LOBBY_CHAT_LINES = 50;
/** Maximum number of friends that one client may ask about. */
export const MAX_FRIENDS = 100;

/** The options that a client may send when it joins a lobby. */
export const LobbyOptions = JoinOptions.pick({ name: true, token: true });
export type LobbyOptions = z.infer<typeof LobbyOptions>;

/** All messages that a client may send in a lobby. A message that does not parse is refused with a notice. */
export const LOBBY_MESSAGES = {
  chat: message(TALK_MESSAGES.chat.schema.pick({ text: true }), TALK_MESSAGES.chat.rate),
  /** Replaces the list of friends whose places the client wants to know. The list contains codes from friend links. */
  friends: message(z.object({ codes: z.array(z.string().regex(FRIEND_CODE)).max(MAX_FRIENDS) }), {
    perSecond: 0.5,
    burst: 5,
  }),
  /** Starts a party. The answer has its token. */
  party: message(z.object({}), { perSecond: 0.2, burst: 3 }),
  /** Reports the person with that id in the lobby to the people who run the server. */
  report: TALK_MESSAGES.report,
} as const satisfies MessageSpecs;

/** The messages that a lobby sends in addition to its state, by message type. */
export interface LobbyServerMessages {
  /** The first message of a lobby. */
  readonly welcome: Welcome;
  readonly chat: LobbyLine;
  /** The places of all friends, sent at every change. A friend who is not listed is away. */
  readonly friends: readonly FriendPlace[];
  /** The token of the party that the client has started. */
  readonly party: Pick<PartyNews, "token">;
  readonly notice: Notice;
  /**
   * Sent to a new guest before the welcome: the credentials to show next time, here or in an arena, to be the same
   * guest again.
   */
  readonly identity: { readonly id: string; readonly token: string };
}

export interface Welcome {
  /** The guest's key in `state.people`. */
  readonly id: number;
  /** The guest's own code: everyone with this code sees where the guest is. */
  readonly friendCode: string;
  readonly offer: HostOffer;
  /** The last chat lines, oldest first. */
  readonly chat: readonly LobbyLine[];
}

export interface LobbyLine {
  /** Number of the sender; a later guest may get the same number. */
  readonly from: number;
  /** The sender's `person`, which stays the same from visit to visit. */
  readonly person: number;
  readonly name: string;
  readonly text: string;
  /** Time of sending, in ms since 1970. */
  readonly at: number;
}

/** The bounds for rooms that clients create, and the values of options that a client leaves out. */
export interface HostOffer extends HostValues {
  readonly maps: readonly { readonly name: string; readonly modes: readonly Mode[] }[];
  readonly chat: ChatMode;
}

/**
 * The place of a friend. `name` is the friend's name there. For a private room, and for one of another build, it says
 * only that the friend plays.
 */
export type FriendPlace = { readonly code: string; readonly name: string } & (
  | { readonly where: "lobby" }
  | { readonly where: "room"; readonly roomId: string }
  | { readonly where: "private" }
);
