import { z } from "zod";

import type { Mode } from "../match/modes.ts";
import { JoinOptions } from "./join-options.ts";
import { message, type MessageSpecs } from "./message.ts";
import { TALK_MESSAGES, type Notice } from "./messages.ts";
import type { HostValues } from "./room-options.ts";

/** How many lines of chat a lobby remembers for those who come. */
export const LOBBY_CHAT_LINES = 50;
/** How many friends somebody may ask about. */
export const MAX_FRIENDS = 100;

/** What somebody is known by to friends: made by the server from who they are, and nobody can tell the one from the other. */
export const FRIEND_CODE = /^[\w-]{22}$/;

/** What a client may say when it joins a lobby. */
export const LobbyOptions = JoinOptions.pick({ name: true, token: true });
export type LobbyOptions = z.infer<typeof LobbyOptions>;

/** Everything a client may say in a lobby. Whatever does not parse is refused with a notice. */
export const LOBBY_MESSAGES = {
  chat: message(TALK_MESSAGES.chat.schema.pick({ text: true }), TALK_MESSAGES.chat.rate),
  /** Whom to tell about from now on, instead of those named before: codes out of friend links. */
  friends: message(z.object({ codes: z.array(z.string().regex(FRIEND_CODE)).max(MAX_FRIENDS) }), {
    perSecond: 0.5,
    burst: 5,
  }),
} as const satisfies MessageSpecs;

/** What a lobby says besides its state, by message type. */
export interface LobbyServerMessages {
  /** The first thing that is said. */
  readonly welcome: Welcome;
  readonly chat: LobbyLine;
  /** Where friends are, all of them, whenever something about it changes; who is not mentioned is away. */
  readonly friends: readonly FriendPlace[];
  readonly notice: Notice;
  /** To a guest who is new here, before the welcome: what to show next time, here or in an arena, to be the same again. */
  readonly identity: { readonly id: string; readonly token: string };
}

export interface Welcome {
  /** Their number among `state.people`. */
  readonly id: number;
  /** Theirs: who has it is told where they are. */
  readonly friendCode: string;
  readonly offer: HostOffer;
  /** What was said last, oldest first. */
  readonly chat: readonly LobbyLine[];
}

export interface LobbyLine {
  /** Number of who said it; others may have it later. */
  readonly from: number;
  readonly name: string;
  readonly text: string;
  /** When it was said, in ms since 1970. */
  readonly at: number;
}

/** Between what bounds rooms can be created, and what they are like if nothing is said about it. */
export interface HostOffer extends HostValues {
  readonly maps: readonly { readonly name: string; readonly modes: readonly Mode[] }[];
}

/** Where a friend is. `name` is what they are called there. Of a room that is not listed nothing is told but that they play. */
export type FriendPlace = { readonly code: string; readonly name: string } & (
  | { readonly where: "lobby" }
  | { readonly where: "room"; readonly roomId: string }
  | { readonly where: "private" }
);
