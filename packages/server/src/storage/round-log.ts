import type { Runtime } from "@fray/netcode/core";

import type { RoundResult } from "../match/round-result.ts";
import type { RoundRecord } from "./records.ts";
import { randomUuid } from "./uuid.ts";

/** Converts the result of a round into a record to store. A round and its public replay have the same id. */
export function recordOf(result: RoundResult, runtime: Runtime): RoundRecord {
  const { id, map, mode, seconds, winner, players } = result;
  const endedAt = Math.floor(runtime.wallTime());
  const best = players[0];
  return {
    id: id ?? randomUuid(runtime),
    map,
    mode,
    winner,
    startedAt: Math.round(endedAt - seconds * 1000),
    endedAt,
    players: players.map((player) => {
      const { name, team, score, kills, deaths, bot, playerId, feats } = player;
      // In a mode without teams the first player has won, if the score is above 0.
      const won = team === 0 ? player === best && score > 0 : team === winner;
      const identity = bot || playerId === "" ? undefined : playerId;
      return { playerId: identity, name, team, score, kills, deaths, won, feats };
    }),
  };
}
