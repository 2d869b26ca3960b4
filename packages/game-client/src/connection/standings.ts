import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import type { Standing } from "./frame.ts";

/** The roster as a scoreboard: most kills first, then fewest deaths, then by name. */
export function rank(roster: Iterable<RosterEntry>, selfId: number): Standing[] {
  return Array.from(roster, ({ id, name, bot, connected, team, spectator, score, kills, deaths, ping }) => ({
    id,
    name,
    bot,
    connected,
    self: id === selfId,
    team,
    spectator,
    score,
    kills,
    deaths,
    ping,
  })).toSorted((a, b) => b.kills - a.kills || a.deaths - b.deaths || a.name.localeCompare(b.name));
}
