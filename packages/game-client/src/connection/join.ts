import { Client, type Room } from "@colyseus/sdk";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import { ARENA_ROOM, mapPath } from "@fray/shared-state/protocol/rooms";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Player } from "@fray/shared-state/schema/player";

import type { Game } from "./game-connection.ts";
import { LiveGame } from "./live-game.ts";
import { joinSentence } from "./sentences.ts";

/** The first state comes within a round trip of joining; a line that takes longer than this can't be played on. */
const FIRST_STATE_TIMEOUT_MS = 8000;

/**
 * Joins the arena of the server at `endpoint` (by default the one that served the page) under a name. Rejects with an
 * `Error` whose message is a sentence for the player.
 */
export async function joinArena({
  name,
  endpoint = new URL(".", globalThis.location.href).href,
}: {
  name: string;
  endpoint?: string;
}): Promise<Game> {
  try {
    const room = await new Client(endpoint).joinOrCreate<ArenaState>(ARENA_ROOM, { name }, ArenaState);
    const player = await firstState(room);
    const response = await fetch(new URL(`.${mapPath(room.state.map)}`, endpoint));
    return new LiveGame(room, player, parseMap(room.state.map, await response.json()));
  } catch (error) {
    throw new Error(joinSentence(error), { cause: error });
  }
}

/** Waits until the own body is known. */
function firstState(room: Room<unknown, ArenaState>): Promise<Player> {
  return new Promise((resolve, reject) => {
    const check = (): void => {
      const player = room.state.players?.get(room.sessionId);
      if (!player) return;
      clearTimeout(timeout);
      room.onStateChange.remove(check);
      resolve(player);
    };
    const timeout = setTimeout(() => reject(new Error("no state from the server")), FIRST_STATE_TIMEOUT_MS);
    room.onStateChange(check);
    check();
  });
}
