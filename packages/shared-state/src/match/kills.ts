import { noteDeath, praiseKill } from "./deeds.ts";
import type { Member, Play } from "./match.ts";

/** A death in a round that counts. */
export interface Kill {
  /** The killer; undefined when the killer has left. A shot may hit after that. */
  readonly killer: Member | undefined;
  /** Points for the killer: a suicide or the kill of a team mate costs as much as the kill of an enemy brings. */
  readonly points: 1 | -1;
}

/**
 * Counts the tick's deaths for each member, adds the deeds in them to the tick's events, and returns the kills that the
 * mode scores.
 */
export function countKills(play: Play): Kill[] {
  const { world, members } = play;
  const kills: Kill[] = [];
  for (const event of world.events) {
    if (event.type !== "death") continue;
    const victim = members.get(event.victim);
    if (victim && !counts(victim)) continue;
    const killer = members.get(event.killer);
    const own = event.victim === event.killer || (event.team !== 0 && event.team === killer?.team);
    if (victim) victim.deaths++;
    if (killer && !own) killer.kills++;
    if (killer && !own) praiseKill(play, event);
    else noteDeath(play, event.victim);
    kills.push({ killer, points: own ? -1 : 1 });
  }
  return kills;
}

/**
 * Whether a death counts. The death of a held body counts once per absence: the body is undefended, so it would be a
 * source of easy points.
 */
function counts(victim: Member): boolean {
  if (victim.connected !== false) return true;
  if (victim.killedAway) return false;
  victim.killedAway = true;
  return true;
}

/** Gives points to a member, or takes them. A score never falls below 0. */
export function score(member: Member, points: number): void {
  member.score = Math.max(0, member.score + points);
}
