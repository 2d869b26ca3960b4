import type { Member, Play } from "./match.ts";

/** A death in a round that counts. */
export interface Kill {
  /** Undefined when they have left since: a shot may outlive its owner's stay. */
  readonly killer: Member | undefined;
  /** What it is worth to the killer: to end oneself or a mate costs what an enemy's end brings. */
  readonly points: 1 | -1;
}

/** Enters the tick's deaths in everybody's own count, and says what is to be made of them. */
export function countKills({ world, members }: Play): Kill[] {
  const kills: Kill[] = [];
  for (const event of world.events) {
    if (event.type !== "death") continue;
    const victim = members.get(event.victim);
    if (victim && !counts(victim)) continue;
    const killer = members.get(event.killer);
    const own = event.victim === event.killer || (event.team !== 0 && event.team === killer?.team);
    if (victim) victim.deaths++;
    if (killer && !own) killer.kills++;
    kills.push({ killer, points: own ? -1 : 1 });
  }
  return kills;
}

/** Whether a death counts. That of a held body does once per absence: nobody defends it, so it would be easy points. */
function counts(victim: Member): boolean {
  if (victim.connected !== false) return true;
  if (victim.killedAway) return false;
  victim.killedAway = true;
  return true;
}

/** Gives a member points, or takes them; nobody is left with less than none. */
export function score(member: Member, points: number): void {
  member.score = Math.max(0, member.score + points);
}
