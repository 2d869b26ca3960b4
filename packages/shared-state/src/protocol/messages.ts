import { z } from "zod";

import { readableText } from "../text/readable.ts";
import { message, type MessageSpecs } from "./message.ts";
import { OWNER_MESSAGES } from "./owner-messages.ts";
import type { PresenceEvent } from "./presence.ts";
import { fitsLimit, type TextLimit } from "./text.ts";

/** The longest line of chat. */
export const CHAT_LIMIT: TextLimit = { graphemes: 160, columns: 320, length: 640 };
const TOO_LONG = `at most ${CHAT_LIMIT.graphemes} characters`;

/** What a player can show over their head. A place in this list stands for it on the wire. */
export const EMOTES = ["hello", "nice", "thanks", "sorry", "laugh", "angry", "question", "heart"] as const;
export type Emote = (typeof EMOTES)[number];

/** Who a line of chat is for. */
export const CHAT_SCOPES = ["all", "team"] as const;
export type ChatScope = (typeof CHAT_SCOPES)[number];

/** What anybody may say in an arena besides inputs, by message type. */
export const TALK_MESSAGES = {
  /** A line of chat; its text is made fit to be seen by everybody. */
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
   * Of a spectator: where the free camera is, in u. A camera that moves says so several times a second; after a stall of the
   * line all of it comes at once.
   */
  look: message(z.object({ x: z.number().finite().min(-256).max(512), y: z.number().finite().min(-256).max(512) }), {
    perSecond: 30,
    burst: 60,
  }),
  /** Of a spectator: the id of whom to follow; 0 for the free camera. */
  follow: message(z.object({ id: z.number().int().min(0).max(0xffff) }), { perSecond: 4, burst: 8 }),
  /** Into the fight, or out of it to watch. */
  role: message(z.object({ spectate: z.boolean() }), { perSecond: 0.5, burst: 3 }),
} as const satisfies MessageSpecs;

/** Everything a client may say in an arena besides its inputs. Whatever does not parse is refused with a notice. */
export const CLIENT_MESSAGES = { ...TALK_MESSAGES, ...OWNER_MESSAGES } as const;
export type ClientMessageType = keyof typeof CLIENT_MESSAGES;
/** A message as a client sends it. */
export type ClientMessage<Type extends ClientMessageType> = z.input<(typeof CLIENT_MESSAGES)[Type]["schema"]>;

/** What the server says besides state and events, by message type. */
export interface ServerMessages {
  readonly chat: ChatLine;
  readonly emote: { readonly id: number; readonly emote: number };
  readonly notice: Notice;
  readonly presence: PresenceEvent;
  /** The room ends by a fault and goes on in this one, with everybody who comes to it. */
  readonly moved: { readonly roomId: string };
  /** To a guest who is new here: what to show next time to be the same again. */
  readonly identity: { readonly id: string; readonly token: string };
}

export interface ChatLine {
  /** Id of who said it. */
  readonly from: number;
  /** As it was when it was said: who said it may be gone by the time it is read. */
  readonly name: string;
  readonly team: number;
  readonly scope: ChatScope;
  readonly text: string;
}

/** Something only this client is told; "owner": that it is in charge of the room now; "mustFollow": that its camera may not roam. `code` is for programs, `text` a sentence for a person. */
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
] as const;
export type NoticeCode = (typeof NOTICE_CODES)[number];
