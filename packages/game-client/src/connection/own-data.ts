import type { Runtime } from "@fray/netcode/core";
import { z } from "zod";

import { timeLimit } from "../platform/time-limit.ts";
import { guestToken } from "./guest-token.ts";
import { pageEndpoint } from "./page-endpoint.ts";

const ANSWER_LIMIT_MS = 8000;

const Share = z.object({
  kind: z.enum(["mode", "map", "weapon"]),
  name: z.string(),
  rounds: z.number(),
  wins: z.number(),
  kills: z.number(),
  deaths: z.number(),
});
export type Share = z.infer<typeof Share>;

const Own = z.object({
  level: z.number(),
  points: z.number(),
  botPoints: z.number(),
  /** Points that count, points at which this level began, and those that the next one needs. */
  counted: z.number(),
  from: z.number(),
  next: z.number(),
  deeds: z.record(z.string(), z.number()),
  shares: z.array(Share),
});
/** What a server has about the player of this browser. */
export type Own = z.infer<typeof Own>;

const Answer = z.union([z.object({ isKept: z.literal(true), ...Own.shape }), z.object({ isKept: z.literal(false) })]);

/** What a code moves besides the identity. */
const Carried = z.object({ look: z.number(), title: z.number(), crosshair: z.number() });
export type Carried = z.infer<typeof Carried>;

const Code = z.object({ code: z.string(), endsAt: z.number() });
export type Code = z.infer<typeof Code>;
const Moved = z.object({ token: z.string(), carried: Carried });
const Refusal = z.object({ code: z.number(), error: z.string() });

/** The server has refused a request; the message is a sentence for the player. */
export class RefusedError extends Error {
  override name = "RefusedError";
}

interface Asked {
  readonly runtime: Runtime;
  readonly signal?: AbortSignal | undefined;
}

/** Whether this server knows the player of this browser. */
export const isKnown = (): boolean => guestToken.read() !== "";

/** Fetches the player's own statistics; undefined where the server keeps none. Rejects when it does not answer. */
export async function fetchOwn(asked: Asked): Promise<Own | undefined> {
  const answer = Answer.parse(await ask(asked, "statistics"));
  return answer.isKept ? answer : undefined;
}

/** Fetches everything that the server stores about the player, as JSON text. */
export const exportOwn = async (asked: Asked): Promise<string> => JSON.stringify(await ask(asked, ""), undefined, 2);

/** Deletes everything that the server stores about the player. The browser becomes a new guest. */
export async function deleteOwn(asked: Asked): Promise<void> {
  await ask(asked, "delete", "");
  guestToken.keep("");
}

/** Asks for a code that moves the player to another device. */
export const requestCode = async (asked: Asked, carried: Carried): Promise<Code> =>
  Code.parse(await ask(asked, "code", JSON.stringify(carried)));

/** Uses a code: from now on this browser has the identity of the other device. Returns what else it carries. */
export async function useCode(asked: Asked, code: string): Promise<Carried> {
  const { token, carried } = Moved.parse(await ask(asked, "claim", JSON.stringify({ code })));
  guestToken.keep(token);
  return carried;
}

async function ask({ runtime, signal }: Asked, path: string, body?: string): Promise<unknown> {
  const token = guestToken.read();
  const response = await fetch(new URL(`api/my-data${path && `/${path}`}`, pageEndpoint()), {
    signal: timeLimit(runtime, ANSWER_LIMIT_MS, signal),
    headers: token ? { authorization: `Bearer ${token}` } : {},
    ...(body !== undefined && { method: "POST", body }),
  });
  if (response.ok) return response.json();
  const refusal = Refusal.safeParse(await response.json().catch(() => undefined));
  throw new RefusedError(refusal.data?.error ?? `The server has answered with ${response.status}.`);
}
