import { randomUUID } from "node:crypto";

import type { RoundResult } from "../match/round-result.ts";
import type { RoundRecord } from "./records.ts";

/** A round that has just ended, as it is kept. */
export function recordOf(result: RoundResult): RoundRecord {
  const { map, mode, seconds, winner, players } = result;
  const endedAt = Date.now();
  const best = players[0];
  return {
    id: randomUUID(),
    map,
    mode,
    winner,
    startedAt: Math.round(endedAt - seconds * 1000),
    endedAt,
    players: players.map((player) => {
      const { name, team, score, kills, deaths, bot, playerId } = player;
      // Without teams whoever is first has won, if they did anything at all.
      const won = team === 0 ? player === best && score > 0 : team === winner;
      return { playerId: bot || playerId === "" ? undefined : playerId, name, team, score, kills, deaths, won };
    }),
  };
}
