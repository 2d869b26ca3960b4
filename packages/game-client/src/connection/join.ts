import { Client, type Room } from "@colyseus/sdk";
import { leaveRoom } from "@fray/netcode/client";
import type { Runtime } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import type { CreateRequest } from "@fray/shared-state/protocol/create-options";
import type { ServerMessages } from "@fray/shared-state/protocol/messages";
import { ARENA_ROOM } from "@fray/shared-state/protocol/rooms";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { followState } from "@fray/shared-state/sync/follow-state";

import { timeLimit } from "../platform/time-limit.ts";
import { fetchArena } from "./fetch-arena.ts";
import type { Game } from "./game-connection.ts";
import { guestToken } from "./guest-token.ts";
import { heldSession } from "./held-seat.ts";
import { JoinError } from "./join-error.ts";
import { LiveGame } from "./live-game.ts";
import { pageEndpoint } from "./page-endpoint.ts";
import { codeOf, joinSentence } from "./sentences.ts";

/** State and map need a few round trips after joining. A connection that takes longer than this is too slow to play. */
const ENTRY_LIMIT_MS = 8000;
/** A seat needs a few round trips and perhaps a new room. A connection that went silent meanwhile never gives one. */
const SEAT_LIMIT_MS = 10_000;

type ArenaSeat = Room<unknown, ArenaState>;

interface JoinRequest {
  readonly runtime: Runtime;
  readonly name: string;
  /** The room to join; by default any room that has a place. */
  readonly roomId?: string | undefined;
  /** Password of the room to join. */
  readonly password?: string | undefined;
  /** Settings of a room to create. If they are set, no existing room is joined. */
  readonly create?: CreateRequest | undefined;
  /** Whether to join as a spectator. */
  readonly spectate?: boolean | undefined;
  /** Address of the server; by default the server that served the page. */
  readonly endpoint?: string | undefined;
}

/** Joins an arena. Rejects with a `JoinError` whose message is a sentence for the player. */
export async function joinArena(request: JoinRequest): Promise<Game> {
  const { runtime, endpoint = pageEndpoint() } = request;
  try {
    const seat = await inTime(runtime, takeSeat(new Client(endpoint), request));
    return await enter(runtime, followState(seat), endpoint);
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

/** Returns a seat that is taken in time. One that comes later is left again: a body without a player disturbs the others. */
async function inTime(runtime: Runtime, seat: Promise<ArenaSeat>): Promise<ArenaSeat> {
  const limit = timeLimit(runtime, SEAT_LIMIT_MS);
  const tooLate = new Promise<never>((_, reject) => {
    limit.addEventListener("abort", () => reject(limit.reason));
  });
  try {
    return await Promise.race([seat, tooLate]);
  } catch (error) {
    seat.then(
      (room) => void leaveRoom(runtime, room),
      () => {},
    );
    throw error;
  }
}

/**
 * Continues a game after a reload of the page, in the body that the server has held. Undefined when there is nothing
 * to continue.
 */
export async function resumeArena(options: {
  runtime: Runtime;
  token?: string;
  endpoint?: string;
}): Promise<Game | undefined> {
  const { runtime, token = heldSession.token, endpoint = pageEndpoint() } = options;
  if (!token) return undefined;
  let room: ArenaSeat;
  try {
    room = followState(await inTime(runtime, new Client(endpoint).reconnect<ArenaState>(token, ArenaState)));
  } catch (error) {
    // The server no longer holds the session. Without an answer from the server it may still hold it.
    if (codeOf(error) !== undefined) heldSession.forget();
    return undefined;
  }
  return enter(runtime, room, endpoint).catch(() => undefined);
}

/**
 * Waits for everything that a game needs. Leaves the room when it does not arrive: a body without a player disturbs
 * the others.
 */
async function enter(runtime: Runtime, room: ArenaSeat, endpoint: string): Promise<Game> {
  room.reconnection.minUptime = 0;
  room.onMessage<ServerMessages["identity"]>("identity", ({ token }) => guestToken.keep(token));
  const limit = timeLimit(runtime, ENTRY_LIMIT_MS);
  const ended = new Promise<never>((_, reject) => {
    room.onLeave((code) => reject(Object.assign(new Error("closed while entering"), { code })));
    limit.addEventListener("abort", () => reject(limit.reason));
  });
  try {
    const selfId = await Promise.race([firstState(room), ended]);
    const arena = await Promise.race([fetchPlayed(room, endpoint, limit), ended]);
    const loadMap = (map: string) => fetchArena(map, endpoint, timeLimit(runtime, ENTRY_LIMIT_MS));
    return new LiveGame({ runtime, room, selfId, arena, loadMap });
  } catch (error) {
    void leaveRoom(runtime, room);
    throw error;
  }
}

/** Fetches the map of the current round. The round may change to another map while this one loads. */
async function fetchPlayed(room: ArenaSeat, endpoint: string, signal: AbortSignal): Promise<Arena> {
  for (;;) {
    const arena = await fetchArena(room.state.map, endpoint, signal);
    if (arena.name === room.state.map) return arena;
  }
}

/**
 * Resolves with the player's number once everything that the player starts with has arrived: their body, unless they
 * are a spectator.
 */
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
