import { limitKey, type AddressOf } from "@fray/netcode/server";
import type { Application } from "express";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { z } from "zod";

import { redact } from "../logging/redact.ts";
import { logPeer } from "../peer-log.ts";
import { ownPagesOnly } from "./own-pages-only.ts";
import { pageErrorCounts } from "./page-error-counts.ts";

/** As a page sends it (`page-guard.ts` of the client), and as anybody else may. */
const Report = z.object({
  failure: z.enum(["load", "start", "broken"]),
  message: z.string().max(300),
  stack: z.string().max(1000),
});

/** What is logged of a report. */
export interface PageError {
  /** A part did not load, the page did not start, or it failed later. */
  readonly failure: z.infer<typeof Report>["failure"];
  readonly message: string;
  /** The place in the page's scripts; "" where there is none. */
  readonly at: string;
}

const PER_ADDRESS = { points: 5, duration: 60 } as const;
const MAX_AT = 200;
const MAX_AGENT = 200;
/** An address of the page may have a friend's code in it. */
const QUERY = /[?&#][\w-]+=[^\s):]*/g;

/**
 * Takes in what has gone wrong in a page that this server served: `POST /api/page-error`. It always answers the same, so that
 * nobody learns the limits from it.
 */
export function servePageErrors(app: Application, addressOf: AddressOf): void {
  const limiter = new RateLimiterMemory(PER_ADDRESS);
  app.post("/api/page-error", ownPagesOnly, (request, response) => {
    response.status(204).end();
    const error = parsePageError(String(request.body ?? ""));
    if (!error) {
      pageErrorCounts.unreadable++;
      return;
    }
    const agent = (request.headers["user-agent"] ?? "").slice(0, MAX_AGENT);
    const tell = (): void => {
      pageErrorCounts.reported++;
      logPeer("page", "warn", { ...error, agent }, "a page has failed");
    };
    limiter.consume(limitKey(addressOf(request))).then(tell, () => pageErrorCounts.limited++);
  });
}

/** Undefined for what no page of ours sends. Nothing in it is a secret of its visitor's. */
export function parsePageError(text: string): PageError | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { data } = Report.safeParse(json);
  if (!data) return undefined;
  // Engines write "    at f (place)" or "f@place".
  const at = data.stack.split("\n").find((line) => /^\s+at |@/.test(line)) ?? "";
  return { failure: data.failure, message: clean(data.message), at: clean(at.trim().slice(0, MAX_AT)) };
}

const clean = (text: string): string => redact(text.replaceAll(QUERY, "?…"));
