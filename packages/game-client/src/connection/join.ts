import type { Client, Room } from "@colyseus/sdk";
import { leaveRoom, redirectRoom, whenAborted } from "@fray/netcode/client";
import type { Runtime } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import type { CreateRequest } from "@fray/shared-state/protocol/create-options";
import type { ServerMessages } from "@fray/shared-state/protocol/messages";
import { ARENA_ROOM } from "@fray/shared-state/protocol/rooms";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { followState, READS_RECORDS } from "@fray/shared-state/sync/follow-state";

import { mayReload } from "../platform/reload-once.ts";
import { timeLimit } from "../platform/time-limit.ts";
import { settings } from "../settings/settings.ts";
import { codeOf } from "./code-of.ts";
import { fetchArena } from "./fetch-arena.ts";
import type { Game } from "./game-connection.ts";
import { guestToken } from "./guest-token.ts";
import { heldSession } from "./held-seat.ts";
import { JoinError } from "./join-error.ts";
import { joinLimit } from "./join-limit.ts";
import { LiveGame } from "./live-game.ts";
import { pageEndpoint } from "./page-endpoint.ts";
import { joinSentence } from "./sentences.ts";
import { takeSeat } from "./take-seat.ts";

const MAP_LIMIT_MS = 8000;

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
  /** Ends the attempt, also one that has a seat. By default it ends after the limit for joins. */
  readonly signal?: AbortSignal | undefined;
}

/** Joins an arena. Rejects with a `JoinError` whose message is a sentence for the player. */
export async function joinArena(request: JoinRequest): Promise<Game> {
  const { runtime, endpoint = pageEndpoint(), signal = joinLimit(runtime) } = request;
  try {
    const room = await takeSeat({ runtime, endpoint, signal }, (client) => requestSeat(client, request));
    return await enter(followState(room), { runtime, endpoint, signal });
  } catch (error) {
    throw new JoinError(joinSentence(error), codeOf(error), { cause: error });
  }
}

function requestSeat(client: Client, { name, spectate = false, roomId, password, create }: JoinRequest) {
  const { look, title } = settings.values;
  const options = { name, spectate, look, title, token: guestToken.read(), ...READS_RECORDS };
  if (create) return client.create<ArenaState>(ARENA_ROOM, { ...options, room: create }, ArenaState);
  if (roomId === undefined) return client.joinOrCreate<ArenaState>(ARENA_ROOM, options, ArenaState);
  return client.joinById<ArenaState>(roomId, { ...options, password }, ArenaState);
}

/**
 * Continues a game after a reload of the page, in the body that the server has held. Undefined when there is nothing
 * to continue. Rejects with a `JoinError` when only a page of another build can continue it.
 */
export async function resumeArena(options: {
  runtime: Runtime;
  token?: string;
  endpoint?: string;
  signal?: AbortSignal;
}): Promise<Game | undefined> {
  const { runtime, token = heldSession.token, endpoint = pageEndpoint(), signal = joinLimit(runtime) } = options;
  if (!token) return undefined;
  let room: ArenaSeat;
  try {
    const reconnect = (client: Client) => client.reconnect<ArenaState>(token, ArenaState);
    room = followState(await takeSeat({ runtime, endpoint, signal }, reconnect));
  } catch (error) {
    const refusal = new JoinError(joinSentence(error), codeOf(error), { cause: error });
    if (refusal.isOtherBuild && mayReload()) throw refusal;
    // The server no longer holds the session. Without an answer from the server it may still hold it.
    if (codeOf(error) !== undefined) heldSession.forget();
    return undefined;
  }
  return enter(room, { runtime, endpoint, signal }).catch(() => undefined);
}

/**
 * Waits for everything that a game needs. Leaves the room when it does not arrive: a body without a player disturbs
 * the others.
 */
async function enter(
  room: ArenaSeat,
  { runtime, endpoint, signal }: { runtime: Runtime; endpoint: string; signal: AbortSignal },
): Promise<Game> {
  room.reconnection.minUptime = 0;
  room.onMessage<ServerMessages["identity"]>("identity", ({ token }) => guestToken.keep(token));
  room.onMessage<ServerMessages["moved"]>("moved", ({ roomId, node }) => {
    if (node) redirectRoom(room, { roomId, ...node });
  });
  let history: ServerMessages["history"]["lines"] = [];
  room.onMessage<ServerMessages["history"]>("history", ({ lines }) => (history = lines));
  const ended = new Promise<never>((_, reject) => {
    room.onLeave((code) => reject(Object.assign(new Error("closed while entering"), { code })));
    void whenAborted(signal).then(() => reject(signal.reason));
  });
  try {
    const selfId = await Promise.race([firstState(room), ended]);
    const arena = await Promise.race([fetchPlayed(room, endpoint, signal), ended]);
    const loadMap = (map: string) => fetchArena(map, endpoint, timeLimit(runtime, MAP_LIMIT_MS));
    return new LiveGame({ runtime, endpoint, room, selfId, arena, loadMap, history });
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
