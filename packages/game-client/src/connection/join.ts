import { Client, type Room } from "@colyseus/sdk";
import { leaveRoom } from "@fray/netcode/client";
import type { Arena } from "@fray/shared-state/arena/arena";
import type { RoomWishes } from "@fray/shared-state/protocol/create-options";
import type { ServerMessages } from "@fray/shared-state/protocol/messages";
import { ARENA_ROOM } from "@fray/shared-state/protocol/rooms";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { followState } from "@fray/shared-state/sync/follow-state";

import { timeLimit } from "../platform/time-limit.ts";
import { fetchArena } from "./fetch-arena.ts";
import type { Game } from "./game-connection.ts";
import { guestToken } from "./guest-token.ts";
import { heldSeat } from "./held-seat.ts";
import { JoinError } from "./join-error.ts";
import { LiveGame } from "./live-game.ts";
import { pageEndpoint } from "./page-endpoint.ts";
import { codeOf, joinSentence } from "./sentences.ts";

/** State and map come within a few round trips of joining; a line that takes longer than this can't be played on. */
const ENTRY_LIMIT_MS = 8000;

type ArenaSeat = Room<unknown, ArenaState>;

interface JoinRequest {
  readonly name: string;
  /** Which room to join; by default any that has a place. */
  readonly roomId?: string | undefined;
  /** Of that room. */
  readonly password?: string | undefined;
  /** A room of one's own, like this, instead of one that is there. */
  readonly create?: RoomWishes | undefined;
  /** To watch instead of fighting. */
  readonly spectate?: boolean | undefined;
  /** Of the server; by default the one that served the page. */
  readonly endpoint?: string | undefined;
}

/** Joins an arena. Rejects with a `JoinError`, whose message is a sentence for the player. */
export async function joinArena(request: JoinRequest): Promise<Game> {
  const { endpoint = pageEndpoint() } = request;
  try {
    return await enter(followState(await takeSeat(new Client(endpoint), request)), endpoint);
  } catch (error) {
    throw new JoinError(joinSentence(error), codeOf(error), { cause: error });
  }
}

function takeSeat(client: Client, { name, spectate = false, roomId, password, create }: JoinRequest) {
  const options = { name, spectate, token: guestToken.read() };
  if (create) return client.create<ArenaState>(ARENA_ROOM, { ...options, room: create }, ArenaState);
  if (roomId === undefined) return client.joinOrCreate<ArenaState>(ARENA_ROOM, options, ArenaState);
  return client.joinById<ArenaState>(roomId, { ...options, password }, ArenaState);
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
    room = followState(await new Client(endpoint).reconnect<ArenaState>(token, ArenaState));
  } catch (error) {
    // The server has given the seat up. Where it could not be asked the seat may still be there.
    if (codeOf(error) !== undefined) heldSeat.forget();
    return undefined;
  }
  return enter(room, endpoint).catch(() => undefined);
}

/** Waits for all a game needs. Gives the seat back when it does not come: a body nobody plays is in everybody's way. */
async function enter(room: ArenaSeat, endpoint: string): Promise<Game> {
  room.reconnection.minUptime = 0;
  room.onMessage<ServerMessages["identity"]>("identity", ({ token }) => guestToken.keep(token));
  const limit = timeLimit(ENTRY_LIMIT_MS);
  const ended = new Promise<never>((_, reject) => {
    room.onLeave((code) => reject(Object.assign(new Error("closed while entering"), { code })));
    limit.addEventListener("abort", () => reject(limit.reason));
  });
  try {
    const selfId = await Promise.race([firstState(room), ended]);
    const arena = await Promise.race([fetchPlayed(room, endpoint, limit), ended]);
    const loadMap = (map: string) => fetchArena(map, endpoint, timeLimit(ENTRY_LIMIT_MS));
    return new LiveGame({ room, selfId, arena, loadMap });
  } catch (error) {
    void leaveRoom(room);
    throw error;
  }
}

/** The map that is played; while it comes, the round may go on to another. */
async function fetchPlayed(room: ArenaSeat, endpoint: string, signal: AbortSignal): Promise<Arena> {
  for (;;) {
    const arena = await fetchArena(room.state.map, endpoint, signal);
    if (arena.name === room.state.map) return arena;
  }
}

/** The player's number, as soon as all is known that they start with: their body, unless they watch. */
function firstState(room: ArenaSeat): Promise<number> {
  return new Promise((resolve) => {
    const check = (): void => {
      const entry = room.state.roster?.get(room.sessionId);
      if (!entry || !(entry.spectator || room.state.players.has(room.sessionId))) return;
      room.onStateChange.remove(check);
      resolve(entry.id);
    };
    room.onStateChange(check);
    check();
  });
}
