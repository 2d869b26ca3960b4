import type { Client, Room } from "@colyseus/core";
import type { Rate } from "@fray/netcode/server";
import type { MessageSpec, MessageSpecs } from "@fray/shared-state/protocol/message";
import type { Notice, NoticeCode, ServerMessages } from "@fray/shared-state/protocol/messages";
import type { z } from "zod";

import type { Allowance } from "./allowance.ts";

/** What the sender of a message that was dropped is told. */
export interface Refusal extends Notice {
  readonly code: RefusalCode;
}
export type RefusalCode = Exclude<NoticeCode, "idle" | "restart" | "owner">;

export const refusal = (code: RefusalCode, text: string): Refusal => ({ code, text });

/** What the server has read, by message type, of what can be said in these ways. */
export type Read<Specs extends MessageSpecs> = {
  readonly [Type in keyof Specs]: z.output<Specs[Type]["schema"]>;
};

/** What is done about each message. What they return is why not. */
export type MessageHandlers<Speaker, Messages> = {
  readonly [Type in keyof Messages]: (speaker: Speaker, message: Messages[Type]) => Refusal | undefined;
};

interface Speaking {
  readonly allowance: Allowance;
}

interface Listener<Speaker extends Speaking, Messages> {
  readonly messages: { readonly [Type in keyof Messages]: MessageSpec<z.ZodType<Messages[Type]>> };
  /** Who a client is; undefined when it has no say. */
  readonly speakerOf: (client: Client) => Speaker | undefined;
  readonly handlers: MessageHandlers<Speaker, Messages>;
  /** A message was heard, and something was done about it. */
  readonly onHeard: (speaker: Speaker) => void;
  /** A message was refused, whether its sender was told or not. */
  readonly onRefused: (refusal: Refusal) => void;
}

/** Who floods need not be told each time: its answers would be a flood of their own. */
const NOTICES: Rate = { perSecond: 2, burst: 10 };
const UNKNOWN: Refusal = { code: "malformed", text: "The server knows no such message." };
export const TOO_LONG: Refusal = { code: "malformed", text: "Not accepted: that is far too long." };
const TOO_FAST: Refusal = { code: "tooFast", text: "That was too often. Wait a moment." };

/**
 * Hears what clients say, one place for all of it: whatever is too much, malformed or not allowed is dropped, and its
 * sender, nobody else, is told why. As shipped, a message that nobody listens for ends the connection. Call it once a room.
 * Returns how to refuse what somebody said and nobody read.
 */
export function listenToClients<Speaker extends Speaking, Messages>(
  room: Room,
  listener: Listener<Speaker, Messages>,
): (client: Client, why: Refusal) => void {
  const { messages, handlers, speakerOf, onHeard, onRefused } = listener;

  const hear = (client: Client, judge: (speaker: Speaker) => Refusal | undefined): void => {
    const speaker = speakerOf(client);
    if (!speaker) return;
    const why = judge(speaker);
    if (!why) {
      onHeard(speaker);
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
      hear(client, (speaker) => {
        if (!speaker.allowance.spend(type, rate, room.clock.currentTime)) return TOO_FAST;
        const parsed = schema.safeParse(payload);
        return parsed.success ? handle(speaker, parsed.data) : malformed(type, parsed.error);
      });
    });
  };

  for (const type of Object.keys(messages) as (keyof Messages & string)[])
    register(type, messages[type], handlers[type]);
  room.onMessage("*", (client: Client) => hear(client, () => UNKNOWN));
  return (client, why) => hear(client, () => why);
}

/** Says something to one client. */
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
