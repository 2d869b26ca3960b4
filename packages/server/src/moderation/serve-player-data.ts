import { KeyedWindows, limitKey, type AddressOf } from "@fray/netcode/server";
import type { Application, RequestHandler } from "express";

import { ownPagesOnly } from "../network/own-pages-only.ts";
import { faultOf } from "../peer-log.ts";
import type { ServerContext } from "../server-context.ts";
import type { PlayerData } from "./player-data.ts";

const PATH = "/api/my-data";
/** Behind one address there may be a whole school. */
const PER_ADDRESS = { uses: 20, windowMs: 60_000 } as const;

/**
 * Lets a person read and delete what is stored about them: `GET /api/my-data` and `POST /api/my-data/delete`, with the token of their
 * identity as `Authorization: Bearer <token>`.
 */
export function servePlayerData(
  app: Application,
  playerData: PlayerData,
  addressOf: AddressOf,
  { runtime, admission, log }: Pick<ServerContext, "runtime" | "admission" | "log">,
): void {
  const limit = new KeyedWindows(PER_ADDRESS, runtime);
  const forOwner =
    (act: (playerId: string) => Promise<object>): RequestHandler =>
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
        response.json(await act(playerId));
      } catch (error) {
        log.write("request", "warn", faultOf(error), "a player's data can't be read");
        response.status(503).json({ code: 503, error: "the store is not available right now; try again" });
      }
    };
  app.get(
    PATH,
    forOwner((playerId) => playerData.exportOf(playerId)),
  );
  // No path of this server takes DELETE.
  app.post(
    `${PATH}/delete`,
    ownPagesOnly,
    forOwner(async (playerId) => {
      await playerData.delete(playerId, { keepsOpenReports: true });
      return { deleted: true };
    }),
  );
}
