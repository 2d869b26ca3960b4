import { KeyedWindows, limitKey, type AddressOf } from "@fray/netcode/server";
import type { RequestHandler } from "express";

import { faultOf } from "../peer-log.ts";
import type { ServerContext } from "../server-context.ts";

/** Behind one address there may be a whole school. */
const PER_ADDRESS = { uses: 20, windowMs: 60_000 } as const;

type Services = Pick<ServerContext, "runtime" | "admission" | "log">;

/**
 * Returns what makes handlers of requests that only a person themselves may send, with the token of their identity as
 * `Authorization: Bearer <token>`. All of them share one limit per address.
 */
export function createOwnerRequests(addressOf: AddressOf, { runtime, admission, log }: Services) {
  const limit = new KeyedWindows(PER_ADDRESS, runtime);
  /** `act` returns undefined for a body that it does not accept. */
  return (act: (playerId: string, body: string) => Promise<object | undefined>): RequestHandler =>
    async (request, response) => {
      response.set("Cache-Control", "no-store");
      if (!limit.take(limitKey(addressOf(request)))) {
        response.status(429).json({ code: 429, error: "too many requests from this address; try again in a minute" });
        return;
      }
      const [scheme, token = ""] = (request.headers.authorization ?? "").split(" ");
      const playerId = scheme === "Bearer" ? admission.identities.read(token) : undefined;
      if (playerId === undefined) {
        response.status(401).json({ code: 401, error: "the token of a guest is needed" });
        return;
      }
      try {
        const answer = await act(playerId, String(request.body ?? ""));
        if (answer) response.json(answer);
        else response.status(400).json({ code: 400, error: "the request's body is not as expected" });
      } catch (error) {
        log.write("request", "warn", faultOf(error), "a player's data can't be read");
        response.status(503).json({ code: 503, error: "the store is not available right now; try again" });
      }
    };
}

export type ForOwner = ReturnType<typeof createOwnerRequests>;
