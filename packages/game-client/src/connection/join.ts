import { Client, type Room } from "@colyseus/sdk";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import { ARENA_ROOM, mapPath } from "@fray/shared-state/protocol/rooms";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Player } from "@fray/shared-state/schema/player";

import type { Game } from "./game-connection.ts";
import { heldSeat } from "./held-seat.ts";
import { LiveGame } from "./live-game.ts";
import { joinSentence } from "./sentences.ts";

/** The first state comes within a round trip of joining; a line that takes longer than this can't be played on. */
const FIRST_STATE_TIMEOUT_MS = 8000;

/** The server that served the page. */
const pageEndpoint = (): string => new URL(".", globalThis.location.href).href;

/**
 * Joins the arena of the server at `endpoint` (by default the one that served the page) under a name. Rejects with an
 * `Error` whose message is a sentence for the player.
 */
export async function joinArena(options: { name: string; endpoint?: string }): Promise<Game> {
  const { name, endpoint = pageEndpoint() } = options;
  try {
    return await enter(await new Client(endpoint).joinOrCreate<ArenaState>(ARENA_ROOM, { name }, ArenaState), endpoint);
  } catch (error) {
    throw new Error(joinSentence(error), { cause: error });
  }
}

/**
 * Goes on playing after a reload of the page, in the body that the server has held since. Undefined when there is
 * nothing to go on with.
 */
export async function resumeArena(options: { token?: string; endpoint?: string } = {}): Promise<Game | undefined> {
  const { token = heldSeat.token(), endpoint = pageEndpoint() } = options;
  if (!token) return undefined;
  try {
    return await enter(await new Client(endpoint).reconnect<ArenaState>(token, ArenaState), endpoint);
  } catch {
    heldSeat.forget();
    return undefined;
  }
}

async function enter(room: Room<unknown, ArenaState>, endpoint: string): Promise<Game> {
  const player = await firstState(room);
  const response = await fetch(new URL(`.${mapPath(room.state.map)}`, endpoint));
  return new LiveGame(room, player, parseMap(room.state.map, await response.json()));
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
