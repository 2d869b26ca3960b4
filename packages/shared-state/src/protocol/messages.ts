import { z } from "zod";

import { readableText } from "../text/readable.ts";
import { Look, Title } from "./appearance.ts";
import { BotNote } from "./bot-note.ts";
import { CLIP_KINDS, type Clip, type ClipOffer } from "./clip.ts";
import { message, type MessageSpecs } from "./message.ts";
import { OWNER_MESSAGES } from "./owner-messages.ts";
import { MarkPlace, type PartyNews, type TeamMark } from "./party.ts";
import type { PresenceEvent } from "./presence.ts";
import { REPORT_REASONS, REPORT_TEXT_LENGTH } from "./reports.ts";
import { fitsLimit, type TextLimit } from "./text.ts";

/** The longest chat line. */
export const CHAT_LIMIT: TextLimit = { graphemes: 160, columns: 320, length: 640 };
const TOO_LONG = `at most ${CHAT_LIMIT.graphemes} characters`;

/** The emotes that a player can show above the body. The index in this list stands for the emote on the wire. */
export const EMOTES = ["hello", "nice", "thanks", "sorry", "laugh", "angry", "question", "heart"] as const;
export type Emote = (typeof EMOTES)[number];

/** The recipients of a chat line. */
export const CHAT_SCOPES = ["all", "team"] as const;
export type ChatScope = (typeof CHAT_SCOPES)[number];

/** All messages except inputs that any client may send in an arena, by message type. */
export const TALK_MESSAGES = {
  /** A chat line. Its text is normalized so that all clients can show it. */
  chat: message(
    z.object({
      scope: z.enum(CHAT_SCOPES).default("all"),
      text: z
        .string()
        .max(CHAT_LIMIT.length, TOO_LONG)
        .transform(readableText)
        .refine((text) => text !== "", "nothing to say")
        .refine((text) => fitsLimit(text, CHAT_LIMIT), TOO_LONG),
    }),
    { perSecond: 0.75, burst: 5 },
  ),
  emote: message(
    z.object({
      emote: z
        .number()
        .int()
        .min(0)
        .max(EMOTES.length - 1),
    }),
    { perSecond: 0.5, burst: 3 },
  ),
  /**
   * The place of a spectator's free camera, in u. A moving camera sends this several times a second. After the
   * connection has stalled, all of them arrive at once.
   */
  look: message(z.object({ x: z.number().finite().min(-256).max(512), y: z.number().finite().min(-256).max(512) }), {
    perSecond: 30,
    burst: 60,
  }),
  /** What others see of the sender from now on: see the join options `look` and `title`. */
  wear: message(z.object({ look: Look, title: Title }), { perSecond: 1, burst: 5 }),
  /** The id of the body that a spectator follows; 0 for the free camera. */
  follow: message(z.object({ id: z.number().int().min(0).max(0xffff) }), { perSecond: 4, burst: 8 }),
  /** Votes to remove the person with that id until the next round. */
  vote: message(z.object({ id: z.number().int().min(1).max(0xffff) }), { perSecond: 0.2, burst: 3 }),
  /** Reports the person with that id to the people who run the server. The server adds the last lines of chat. */
  report: message(
    z.object({
      id: z.number().int().min(1).max(0xffff),
      reason: z.enum(REPORT_REASONS),
      text: z.string().max(REPORT_TEXT_LENGTH).default("").transform(readableText),
    }),
    { perSecond: 0.2, burst: 3 },
  ),
  /**
   * Votes for the next round while results are shown: the index in `match.ballot`, and the number of the round that has
   * ended, so that a late vote does not count for another one.
   */
  next: message(z.object({ round: z.number().int().min(0).max(0xffff), choice: z.number().int().min(0).max(15) }), {
    perSecond: 1,
    burst: 5,
  }),
  /** Asks for a clip that was offered. Each is sent once. */
  clip: message(z.object({ kind: z.enum(CLIP_KINDS) }), { perSecond: 0.5, burst: 3 }),
  /** Marks a place on the ground for the own team. */
  mark: message(MarkPlace, { perSecond: 0.5, burst: 3 }),
  /** What a bot says of itself for the replay of the round. Only bots send it. */
  note: message(BotNote, { perSecond: 4, burst: 8 }),
  /** Starts a party, or leaves it. */
  party: message(z.object({ join: z.boolean() }), { perSecond: 0.5, burst: 3 }),
  /** Joins the fight, or leaves it to watch. */
  role: message(z.object({ spectate: z.boolean() }), { perSecond: 0.5, burst: 3 }),
} as const satisfies MessageSpecs;

/**
 * All messages except inputs that a client may send in an arena. A message that does not parse is refused with a
 * notice.
 */
export const CLIENT_MESSAGES = { ...TALK_MESSAGES, ...OWNER_MESSAGES } as const;
export type ClientMessageType = keyof typeof CLIENT_MESSAGES;
/** A message as a client sends it. */
export type ClientMessage<Type extends ClientMessageType> = z.input<(typeof CLIENT_MESSAGES)[Type]["schema"]>;

/** The messages that the server sends in addition to state and events, by message type. */
export interface ServerMessages {
  readonly chat: ChatLine;
  /**
   * Sent to a person who joins a room in which something was said, and to one who returns: the latest lines that they
   * may read, oldest first. Who returns knows some of them already.
   */
  readonly history: { readonly lines: readonly ChatLine[] };
  readonly emote: { readonly id: number; readonly emote: number };
  /** A mark of the own team. It is sent to the fighters of that team only. */
  readonly mark: TeamMark;
  /** Sent to the members of a party, when one comes or goes. */
  readonly party: PartyNews;
  readonly notice: Notice;
  readonly presence: PresenceEvent;
  /** The room continues as another room. */
  readonly moved: Moved;
  /** The round is over, and its replay has this id. */
  readonly replay: { readonly id: string };
  /** The client may ask for a clip, and what it gets then. */
  readonly clipOffer: ClipOffer;
  readonly clip: Clip;
  /** Sent to a new guest: the credentials to show next time to be the same guest again. */
  readonly identity: { readonly id: string; readonly token: string };
}

/** Where a room continues. */
export interface Moved {
  readonly roomId: string;
  /**
   * The node that runs the other room, and its public address. It is set when the session goes on there: the client
   * reconnects to the other room with the token that it has. Without it a fault has ended the room, and every player
   * joins the other room.
   */
  readonly node?: { readonly processId: string; readonly address: string };
}

export interface ChatLine {
  /** Counts the lines of the room, from 1. */
  readonly number: number;
  /** Id of the sender. */
  readonly from: number;
  /** The sender's `person` of the roster. */
  readonly person: number;
  /** The sender's name at the time of sending: the sender may have left when the line is read. */
  readonly name: string;
  readonly team: number;
  readonly scope: ChatScope;
  readonly text: string;
}

/**
 * A message to one client; "owner": it is the owner of the room now; "mustFollow": its camera may not move freely;
 * "vote": how a vote to remove somebody stands; "reported": a report was
 * taken; "sides": the receiver fights for the other team now; "banned": the people who run the server have banned the person, whose connection is closed next.
 * `code` is for programs, `text` is a sentence for a person.
 */
export interface Notice {
  readonly code: NoticeCode;
  readonly text: string;
}

export const NOTICE_CODES = [
  "malformed",
  "tooFast",
  "notAllowed",
  "idle",
  "full",
  "restart",
  "owner",
  "mustFollow",
  "vote",
  "reported",
  "sides",
  "banned",
] as const;
export type NoticeCode = (typeof NOTICE_CODES)[number];
