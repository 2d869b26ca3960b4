import { limitKey, type AddressOf } from "@fray/netcode/server";
import { levelOf, pointsOf, countedPoints } from "@fray/shared-state/progress/level";
import type { Application } from "express";
import { z } from "zod";

import type { ForOwner } from "../moderation/owner-requests.ts";
import { GuessLimit } from "../network/guess-limit.ts";
import { ownPagesOnly } from "../network/own-pages-only.ts";
import { faultOf } from "../peer-log.ts";
import type { ServerContext } from "../server-context.ts";
import type { PersonProgress } from "./known-progress.ts";
import { Carried, type MoveCodes } from "./move-codes.ts";

const PATH = "/api/my-data";
const Claim = z.object({ code: z.string().min(1).max(32) });

interface Services {
  readonly addressOf: AddressOf;
  readonly forOwner: ForOwner;
  readonly codes: MoveCodes;
  /** Reads a person's points, deeds and sums. Undefined on a server that stores no rounds. */
  readonly statisticsOf: ((playerId: string) => Promise<PersonProgress>) | undefined;
}

/**
 * Serves a person's own statistics (`GET /api/my-data/statistics`), and moves their identity to another device:
 * `POST /api/my-data/code` gives a code, `POST /api/my-data/claim` the token of the identity for it.
 */
export function serveOwn(
  app: Application,
  { addressOf, forOwner, codes, statisticsOf }: Services,
  { runtime, admission, log }: Pick<ServerContext, "runtime" | "admission" | "log">,
): void {
  app.get(
    `${PATH}/statistics`,
    forOwner(async (playerId) => {
      if (!statisticsOf) return { isKept: false };
      const own = await statisticsOf(playerId);
      const points = { people: own.points, bots: own.botPoints };
      const level = levelOf(points);
      return {
        isKept: true,
        ...own,
        level,
        counted: countedPoints(points),
        from: pointsOf(level),
        next: pointsOf(level + 1),
      };
    }),
  );
  app.post(
    `${PATH}/code`,
    ownPagesOnly,
    forOwner(async (playerId, body) => {
      const carried = Carried.safeParse(parse(body));
      return carried.success ? codes.create(playerId, carried.data) : undefined;
    }),
  );
  const guesses = new GuessLimit(runtime);
  app.post(`${PATH}/claim`, ownPagesOnly, async (request, response) => {
    response.set("Cache-Control", "no-store");
    const address = limitKey(addressOf(request));
    if (!guesses.spend(address)) {
      response.status(429).json({ code: 429, error: "too many wrong codes from this address; try again in a minute" });
      return;
    }
    const asked = Claim.safeParse(parse(String(request.body ?? "")));
    if (!asked.success) {
      response.status(400).json({ code: 400, error: "a code is needed" });
      return;
    }
    try {
      const claimed = await codes.claim(asked.data.code);
      if (!claimed) {
        response.status(403).json({ code: 403, error: "this code is wrong, was used, or is older than ten minutes" });
        return;
      }
      guesses.giveBack(address);
      const { playerId, carried } = claimed;
      response.json({ id: playerId, token: admission.identities.tokenOf(playerId), carried });
    } catch (error) {
      log.write("request", "warn", faultOf(error), "a code can't be checked");
      response.status(503).json({ code: 503, error: "codes can't be checked right now; try again" });
    }
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
