import type { Client, Room } from "@colyseus/core";
import type { Rate } from "@fray/netcode/server";
import type { MessageSpec, MessageSpecs } from "@fray/shared-state/protocol/message";
import type { Notice, NoticeCode, ServerMessages } from "@fray/shared-state/protocol/messages";
import type { z } from "zod";

import type { Allowance } from "./allowance.ts";

/** The answer to the sender of a dropped message. */
export interface Refusal extends Notice {
  readonly code: RefusalCode;
}
export type RefusalCode = Exclude<NoticeCode, "idle" | "restart" | "owner" | "vote" | "reported" | "sides" | "banned">;

export const refusal = (code: RefusalCode, text: string): Refusal => ({ code, text });

/** The parsed messages, by type. */
export type Read<Specs extends MessageSpecs> = {
  readonly [Type in keyof Specs]: z.output<Specs[Type]["schema"]>;
};

/** The handlers of the messages. A handler returns the reason when it refuses the message. */
export type MessageHandlers<Speaker, Messages> = {
  readonly [Type in keyof Messages]: (speaker: Speaker, message: Messages[Type]) => Refusal | undefined;
};

interface Speaking {
  readonly allowance: Allowance;
}

interface Listener<Speaker extends Speaking, Messages> {
  readonly messages: { readonly [Type in keyof Messages]: MessageSpec<z.ZodType<Messages[Type]>> };
  /** Returns the speaker for a client; undefined when the client may not send messages. */
  readonly speakerOf: (client: Client) => Speaker | undefined;
  readonly handlers: MessageHandlers<Speaker, Messages>;
  /** Called after a message was accepted and handled. */
  readonly onAccepted: (speaker: Speaker, type?: keyof Messages) => void;
  /** Called after a message was refused, whether or not its sender got a notice. */
  readonly onRefused: (refusal: Refusal) => void;
}

/** Limits the notices to one client. Otherwise a client that floods the server would cause a flood of answers. */
const NOTICES: Rate = { perSecond: 2, burst: 10 };
const UNKNOWN: Refusal = { code: "malformed", text: "The server does not know this type of message." };
export const TOO_LONG: Refusal = { code: "malformed", text: "Not accepted: the message is much too long." };
const TOO_FAST: Refusal = { code: "tooFast", text: "You did that too often. Wait a moment." };

/**
 * Registers all message handlers of a room. A message that is too frequent, malformed or not allowed is dropped, and
 * only its sender is told why. By default the framework disconnects a client that sends a message without a handler.
 * Call it once per room. Returns a function that refuses a message which was not parsed.
 */
export function listenToClients<Speaker extends Speaking, Messages>(
  room: Room,
  listener: Listener<Speaker, Messages>,
): (client: Client, why: Refusal) => void {
  const { messages, handlers, speakerOf, onAccepted, onRefused } = listener;

  const answer = (client: Client, judge: (speaker: Speaker) => Refusal | undefined, type?: keyof Messages): void => {
    const speaker = speakerOf(client);
    if (!speaker) return;
    const why = judge(speaker);
    if (!why) {
      onAccepted(speaker, type);
      return;
    }
    onRefused(why);
    if (speaker.allowance.spend("notice", NOTICES, room.clock.currentTime)) tell(client, "notice", why);
  };

  const register = <Type extends keyof Messages & string>(
    type: Type,
    { schema, rate }: MessageSpec<z.ZodType<Messages[Type]>>,
    handle: MessageHandlers<Speaker, Messages>[Type],
  ): void => {
    room.onMessage(type, (client: Client, payload: unknown) => {
      const judge = (speaker: Speaker): Refusal | undefined => {
        if (!speaker.allowance.spend(type, rate, room.clock.currentTime)) return TOO_FAST;
        const parsed = schema.safeParse(payload);
        return parsed.success ? handle(speaker, parsed.data) : malformed(type, parsed.error);
      };
      answer(client, judge, type);
    });
  };

  for (const type of Object.keys(messages) as (keyof Messages & string)[])
    register(type, messages[type], handlers[type]);
  room.onMessage("*", (client: Client) => answer(client, () => UNKNOWN));
  return (client, why) => answer(client, () => why);
}

/** Sends a message to one client. */
export function tell<Type extends keyof ServerMessages>(
  client: Client,
  type: Type,
  message: ServerMessages[Type],
): void {
  client.send(type, message);
}

function malformed(type: string, { issues: [issue] }: z.ZodError): Refusal {
  const where = [type, ...(issue?.path ?? [])].join(".");
  return { code: "malformed", text: `Not accepted: ${where}: ${issue?.message ?? "malformed"}.` };
}
