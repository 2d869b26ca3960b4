import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import type { Standing } from "./frame.ts";

/** The roster as a scoreboard: by score, then most kills, fewest deaths, and by name; spectators last. */
export function rank(roster: Iterable<RosterEntry>, selfId: number): Standing[] {
  return Array.from(roster, (entry) => toStanding(entry, selfId)).toSorted(byMerit);
}

/** Id of the first of the standings; undefined while nobody has scored. */
export function leaderOf(roster: Iterable<RosterEntry>): number | undefined {
  let leader: RosterEntry | undefined;
  for (const entry of roster) {
    if (!entry.spectator && entry.score > 0 && (!leader || byMerit(entry, leader) < 0)) leader = entry;
  }
  return leader?.id;
}

type Merit = Pick<Standing, "spectator" | "score" | "kills" | "deaths" | "name">;

const byMerit = (a: Merit, b: Merit): number =>
  Number(a.spectator) - Number(b.spectator) ||
  b.score - a.score ||
  b.kills - a.kills ||
  a.deaths - b.deaths ||
  a.name.localeCompare(b.name);

const toStanding = (
  { id, name, bot, connected, team, spectator, score, kills, deaths, ping }: RosterEntry,
  selfId: number,
): Standing => ({ id, name, bot, connected, self: id === selfId, team, spectator, score, kills, deaths, ping });
