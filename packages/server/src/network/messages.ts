import type { Client, Room } from "@colyseus/core";
import {
  CLIENT_MESSAGES,
  CLIENT_MESSAGE_TYPES,
  type ClientMessageType,
  type Notice,
  type NoticeCode,
  type ReceivedMessage,
  type ServerMessages,
} from "@fray/shared-state/protocol/messages";
import type { z } from "zod";

import type { Allowance } from "./allowance.ts";

/** What the sender of a message that was dropped is told. */
export interface Refusal extends Notice {
  readonly code: RefusalCode;
}
export type RefusalCode = Exclude<NoticeCode, "idle" | "restart" | "owner">;

/** What is done about each message. What they return is why not. */
export type MessageHandlers<Speaker> = {
  readonly [Type in ClientMessageType]: (speaker: Speaker, message: ReceivedMessage<Type>) => Refusal | undefined;
};

interface Speaking {
  readonly allowance: Allowance;
}

interface Listener<Speaker extends Speaking> {
  /** Who a client is; undefined when it has no say. */
  readonly speakerOf: (client: Client) => Speaker | undefined;
  readonly handlers: MessageHandlers<Speaker>;
  /** A message was heard, and something was done about it. */
  readonly onHeard: (speaker: Speaker) => void;
  /** A message was refused, whether its sender was told or not. */
  readonly onRefused: (refusal: Refusal) => void;
}

const SCHEMAS: { readonly [Type in ClientMessageType]: z.ZodType<ReceivedMessage<Type>> } = CLIENT_MESSAGES;

const UNKNOWN: Refusal = { code: "malformed", text: "The server knows no such message." };
export const TOO_LONG: Refusal = { code: "malformed", text: "Not accepted: that is far too long." };
const TOO_FAST: Refusal = { code: "tooFast", text: "That was too often. Wait a moment." };

/**
 * Hears what clients say, one place for all of it: whatever is too much, malformed or not allowed is dropped, and its
 * sender, nobody else, is told why. As shipped, a message that nobody listens for ends the connection. Call it once a room.
 * Returns how to refuse what somebody said and nobody read.
 */
export function listenToClients<Speaker extends Speaking>(
  room: Room,
  listener: Listener<Speaker>,
): (client: Client, refusal: Refusal) => void {
  const { handlers, speakerOf, onHeard, onRefused } = listener;

  const hear = (client: Client, judge: (speaker: Speaker) => Refusal | undefined): void => {
    const speaker = speakerOf(client);
    if (!speaker) return;
    const refusal = judge(speaker);
    if (!refusal) {
      onHeard(speaker);
      return;
    }
    onRefused(refusal);
    if (speaker.allowance.spend("notice", room.clock.currentTime)) tell(client, "notice", refusal);
  };

  const register = <Type extends ClientMessageType>(type: Type, handle: MessageHandlers<Speaker>[Type]): void => {
    const schema = SCHEMAS[type];
    room.onMessage(type, (client: Client, payload: unknown) => {
      hear(client, (speaker) => {
        if (!speaker.allowance.spend(type, room.clock.currentTime)) return TOO_FAST;
        const parsed = schema.safeParse(payload);
        return parsed.success ? handle(speaker, parsed.data) : malformed(type, parsed.error);
      });
    });
  };

  for (const type of CLIENT_MESSAGE_TYPES) register(type, handlers[type]);
  room.onMessage("*", (client: Client) => hear(client, () => UNKNOWN));
  return (client, refusal) => hear(client, () => refusal);
}

/** Says something to one client. */
export function tell<Type extends keyof ServerMessages>(
  client: Client,
  type: Type,
  message: ServerMessages[Type],
): void {
  client.send(type, message);
}

function malformed(type: ClientMessageType, { issues: [issue] }: z.ZodError): Refusal {
  const where = [type, ...(issue?.path ?? [])].join(".");
  return { code: "malformed", text: `Not accepted: ${where}: ${issue?.message ?? "malformed"}.` };
}
