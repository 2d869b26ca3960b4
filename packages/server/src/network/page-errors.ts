import { limitKey, TokenBucket, type AddressOf, type Rate } from "@fray/netcode/server";
import type { Application } from "express";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { z } from "zod";

import { logger } from "../logger.ts";
import { pageErrors } from "../operations/page-errors.ts";
import { ownPagesOnly } from "./own-pages-only.ts";

/** As a page sends it (`page-guard.ts` of the client), and as anybody else may. */
const PageError = z.object({
  failure: z.enum(["load", "start", "broken"]),
  message: z.string().max(300),
  stack: z.string().max(1000),
});
export type PageError = z.infer<typeof PageError>;

const PER_ADDRESS = { points: 5, duration: 60 } as const;
const ALL: Rate = { perSecond: 0.2, burst: 20 };
const MAX_AGENT = 200;

/** Which reports are worth a line in the log: a few of one address, and a few more of all. */
export class PageErrorLimit {
  readonly #addresses = new RateLimiterMemory(PER_ADDRESS);
  readonly #all: TokenBucket;

  constructor(now: number) {
    this.#all = new TokenBucket(ALL, now);
  }

  /** Whether a report that came from `address` at `now` (ms) may be logged. */
  async admits(address: string, now: number): Promise<boolean> {
    try {
      await this.#addresses.consume(limitKey(address));
    } catch {
      return false;
    }
    return this.#all.take(now);
  }
}

/**
 * Takes in what has gone wrong in a page that this server served: `POST /api/page-error`. It always answers the same, so that
 * nobody learns the limits from it.
 */
export function servePageErrors(app: Application, addressOf: AddressOf): void {
  const limit = new PageErrorLimit(performance.now());
  let limited = 0;
  app.post("/api/page-error", ownPagesOnly, async (request, response) => {
    response.status(204).end();
    const error = parsePageError(String(request.body ?? ""));
    const address = addressOf(request);
    if (!error) pageErrors.unreadable++;
    else if (!(await limit.admits(address, performance.now()))) {
      pageErrors.limited++;
      limited++;
    } else {
      pageErrors.logged++;
      const agent = (request.headers["user-agent"] ?? "").slice(0, MAX_AGENT);
      logger.warn({ address, agent, error, limited }, "a page has failed");
      limited = 0;
    }
  });
}

/** Undefined for what no page of ours sends. What remains names no person's secrets. */
export function parsePageError(text: string): PageError | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { data } = PageError.safeParse(json);
  return data && { ...data, message: redact(data.message), stack: redact(data.stack) };
}

/**
 * An error may repeat an address with a friend's code in it, an answer with a token or a password in it, or a token alone. A
 * hashed file name is shorter than any token.
 */
function redact(text: string): string {
  return text
    .replaceAll(/[?&#][\w-]+=[^\s):]*/g, "?…")
    .replaceAll(/\b(bearer|basic)\s+[^\s"']+/gi, "$1 …")
    .replaceAll(/((?:token|password|secret)["']?\s*[:=]?\s*)(?:"[^"]*"|'[^']*'|[^\s,;)}]+)/gi, "$1…")
    .replaceAll(/[\w+=-]{32,}/g, "…");
}
