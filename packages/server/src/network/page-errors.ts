import type { Runtime } from "@fray/netcode/core";
import { KeyedWindows, limitKey, type AddressOf } from "@fray/netcode/server";
import type { Application } from "express";
import { z } from "zod";

import { redact } from "../logging/redact.ts";
import type { PeerLog } from "../peer-log.ts";
import { ownPagesOnly } from "./own-pages-only.ts";

/** The format in which a page sends a report (`page-guard.ts` of the client). Any other program may send one too. */
const Report = z.object({
  failure: z.enum(["load", "start", "broken"]),
  message: z.string().max(300),
  stack: z.string().max(1000),
});

/** The fields of a report that are logged. */
export interface PageError {
  /** Whether a part did not load, the page did not start, or it failed later. */
  readonly failure: z.infer<typeof Report>["failure"];
  readonly message: string;
  /** Position in the page's scripts; "" when unknown. */
  readonly at: string;
}

const PER_ADDRESS = { uses: 5, windowMs: 60_000 } as const;
const MAX_AT = 200;
const MAX_AGENT = 200;
/** The URL of the page may contain a friend code. */
const QUERY = /[?&#][\w-]+=[^\s):]*/g;

/**
 * The error reports from pages that one server received: passed to the log (which has its own limit), dropped because
 * one address sent too many, and unreadable ones.
 */
export type PageErrorCounts = Record<"reported" | "limited" | "unreadable", number>;

interface Services {
  readonly runtime: Pick<Runtime, "now">;
  readonly log: PeerLog;
  readonly pageErrors: PageErrorCounts;
}

/**
 * Receives errors of pages that this server served, at `POST /api/page-error`. The answer is always the same, so that
 * it does not reveal the limits.
 */
export function servePageErrors(app: Application, addressOf: AddressOf, { runtime, log, pageErrors }: Services): void {
  const limit = new KeyedWindows(PER_ADDRESS, runtime);
  app.post("/api/page-error", ownPagesOnly, (request, response) => {
    response.status(204).end();
    const error = parsePageError(String(request.body ?? ""));
    if (!error) {
      pageErrors.unreadable++;
      return;
    }
    const agent = (request.headers["user-agent"] ?? "").slice(0, MAX_AGENT);
    if (!limit.take(limitKey(addressOf(request)))) {
      pageErrors.limited++;
      return;
    }
    pageErrors.reported++;
    log.write("page", "warn", { ...error, agent }, "a page has failed");
  });
}

/** Returns undefined for a report that no page of this game sends. The result contains no secret of the visitor. */
export function parsePageError(text: string): PageError | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { data } = Report.safeParse(json);
  if (!data) return undefined;
  // Browser engines write "    at f (place)" or "f@place".
  const at = data.stack.split("\n").find((line) => /^\s+at |@/.test(line)) ?? "";
  return { failure: data.failure, message: clean(data.message), at: clean(at.trim().slice(0, MAX_AT)) };
}

const clean = (text: string): string => redact(text.replaceAll(QUERY, "?…"));
