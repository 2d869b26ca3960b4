import type { Mode } from "@fray/shared-state/match/modes";
import type { CreateRequest } from "@fray/shared-state/protocol/create-options";

import type { Game } from "./game-connection.ts";

/** Which game a person wants to join, and how. */
export interface JoinIntent {
  /** Whether to join as a spectator. */
  readonly spectate: boolean;
  /** Id of the room; undefined for any room that has a place. */
  readonly roomId?: string | undefined;
  /** Without `roomId`: the mode to play; undefined for any. */
  readonly mode?: Mode | undefined;
  /** With `roomId`: the code of a friend in the room, on whose side to play. */
  readonly beside?: string | undefined;
  /** Password of the room to join. */
  readonly password?: string | undefined;
  /** Settings of a room to create. If they are set, no existing room is joined. */
  readonly create?: CreateRequest | undefined;
  /** Why the room to create is for the player alone: to practise against its bots, or to be taught. */
  readonly practice?: "bots" | "training";
  /** Whether to join any other room if the room `roomId` can't be joined. */
  readonly orAny?: boolean;
}

/** How a player who is in a game rejoins it after it was closed. `intent` is how they joined it. */
export function intentAfter(game: Game, intent: JoinIntent): JoinIntent {
  const status = game.status();
  const spectate = game.standings().find(({ self }) => self)?.spectator ?? intent.spectate;
  const password = intent.password ?? intent.create?.password;
  if (status.state === "closed" && status.return !== "none") {
    const roomId = status.movedTo ?? (status.return === "again" ? game.roomId : undefined);
    return roomId === undefined ? { spectate } : { spectate, roomId, password, orAny: true };
  }
  // A player returns to a room that people opened. Rooms of the server are interchangeable.
  const isChosen = intent.roomId !== undefined || game.room().name !== "";
  return isChosen ? { spectate, roomId: game.roomId, password } : { spectate, mode: intent.mode };
}
