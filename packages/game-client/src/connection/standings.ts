import { byMerit } from "@fray/shared-state/match/teams";

import type { Standing } from "./frame.ts";

/** What the scoreboard shows of a member: an entry of the roster, or a member of a replay. */
export type RosterRow = Omit<Standing, "self" | "owner">;

/**
 * Sorts the roster for the scoreboard by the rule that decides the podium, with spectators last. An `ownerId` of 0
 * means no owner.
 */
export function rank(roster: Iterable<RosterRow>, selfId: number, ownerId: number): Standing[] {
  return Array.from(roster, (entry) => toStanding(entry, selfId, ownerId)).toSorted(
    (a, b) => Number(a.spectator) - Number(b.spectator) || byMerit(a, b),
  );
}

/** Id of the player who is first in the standings; undefined while all scores are 0. */
export function leaderOf(roster: Iterable<RosterRow>): number | undefined {
  let leader: RosterRow | undefined;
  for (const entry of roster) {
    if (!entry.spectator && entry.score > 0 && (!leader || byMerit(entry, leader) < 0)) leader = entry;
  }
  return leader?.id;
}

const toStanding = (
  {
    id,
    person,
    name,
    bot,
    connected,
    team,
    spectator,
    score,
    kills,
    deaths,
    ping,
    level = 0,
    title = 0,
    look = 0,
  }: RosterRow,
  selfId: number,
  ownerId: number,
): Standing => ({
  id,
  person,
  name,
  bot,
  connected,
  self: id === selfId,
  owner: id === ownerId,
  team,
  spectator,
  score,
  kills,
  deaths,
  ping,
  level,
  title,
  look,
});
