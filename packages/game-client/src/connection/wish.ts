import type { RoomWishes } from "@fray/shared-state/protocol/create-options";

import type { Game } from "./game-connection.ts";

/** Into which game somebody wants, and how. */
export interface Wish {
  /** To watch instead of fighting. */
  readonly spectate: boolean;
  /** Which room; undefined for any that has a place. */
  readonly roomId?: string | undefined;
  /** Of that room. */
  readonly password?: string | undefined;
  /** A room of one's own, like this, instead of one that is there. */
  readonly create?: RoomWishes | undefined;
  /** Where that room can't be joined, any other will do. */
  readonly orAny?: boolean;
}

/** How whoever is in a game gets into one again that goes on from it; `wish` is what brought them there. */
export function wishAfter(game: Game, wish: Wish): Wish {
  const status = game.status();
  const spectate = game.standings().find(({ self }) => self)?.spectator ?? wish.spectate;
  const password = wish.password ?? wish.create?.password;
  if (status.state === "closed" && status.return !== "none") {
    const { movedTo } = status;
    return movedTo === undefined ? { spectate } : { spectate, roomId: movedTo, password, orAny: true };
  }
  // A room of people's own is gone back to; of the server's one is as good as another.
  const isChosen = wish.roomId !== undefined || game.room().name !== "";
  return isChosen ? { spectate, roomId: game.roomId, password } : { spectate };
}
