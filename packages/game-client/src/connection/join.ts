import { Client, type Room } from "@colyseus/sdk";
import type { Arena } from "@fray/shared-state/arena/arena";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import { ARENA_ROOM, mapPath } from "@fray/shared-state/protocol/rooms";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Player } from "@fray/shared-state/schema/player";

import type { Game } from "./game-connection.ts";
import { heldSeat } from "./held-seat.ts";
import { leaveRoom } from "./leave-room.ts";
import { LiveGame } from "./live-game.ts";
import { joinSentence } from "./sentences.ts";

/** State and map come within a few round trips of joining; a line that takes longer than this can't be played on. */
const ENTRY_LIMIT_MS = 8000;

type ArenaSeat = Room<unknown, ArenaState>;

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
  const { token = heldSeat.token, endpoint = pageEndpoint() } = options;
  if (!token) return undefined;
  let room: ArenaSeat;
  try {
    room = await new Client(endpoint).reconnect<ArenaState>(token, ArenaState);
  } catch (error) {
    // The server has given the seat up. Where it could not be asked the seat may still be there.
    if (typeof error === "object" && error !== null && "code" in error) heldSeat.forget();
    return undefined;
  }
  return enter(room, endpoint).catch(() => undefined);
}

/** Waits for all a game needs. Gives the seat back when it does not come: a body nobody plays is in everybody's way. */
async function enter(room: ArenaSeat, endpoint: string): Promise<Game> {
  room.reconnection.minUptime = 0;
  const limit = AbortSignal.timeout(ENTRY_LIMIT_MS);
  const ended = new Promise<never>((_, reject) => {
    room.onLeave((code) => reject(Object.assign(new Error("closed while entering"), { code })));
    limit.addEventListener("abort", () => reject(limit.reason));
  });
  try {
    const player = await Promise.race([firstState(room), ended]);
    const arena = await Promise.race([fetchArena(room.state.map, endpoint, limit), ended]);
    return new LiveGame(room, player, arena);
  } catch (error) {
    void leaveRoom(room);
    throw error;
  }
}

async function fetchArena(map: string, endpoint: string, signal: AbortSignal): Promise<Arena> {
  const response = await fetch(new URL(`.${mapPath(map)}`, endpoint), { signal });
  if (!response.ok) throw new Error(`the map could not be fetched: ${response.status}`);
  return parseMap(map, await response.json());
}

/** The own body, as soon as it is known. */
function firstState(room: ArenaSeat): Promise<Player> {
  return new Promise((resolve) => {
    const check = (): void => {
      const player = room.state.players?.get(room.sessionId);
      if (!player) return;
      room.onStateChange.remove(check);
      resolve(player);
    };
    room.onStateChange(check);
    check();
  });
}
