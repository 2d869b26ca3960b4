import type { Application } from "express";

import { ownPagesOnly } from "../network/own-pages-only.ts";
import type { ForOwner } from "./owner-requests.ts";
import type { PlayerData } from "./player-data.ts";

const PATH = "/api/my-data";

/** Lets a person read and delete what is stored about them: `GET /api/my-data` and `POST /api/my-data/delete`. */
export function servePlayerData(app: Application, playerData: PlayerData, forOwner: ForOwner): void {
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
