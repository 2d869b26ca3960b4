import type { Fighter } from "../simulation/body.ts";
import type { World } from "../simulation/world.ts";
import type { Member, Members } from "./match.ts";

/** Values of team 1 and team 2. */
type PerTeam = ArrayLike<number>;

/**
 * Returns the team that a new player should join: the smaller team; of equal teams the one with the lower score; else
 * the first team.
 */
export function teamFor(members: Iterable<Pick<Member, "team" | "spectator">>, scores: PerTeam): number {
  const sizes = [0, 0];
  for (const { team, spectator } of members) if (!spectator) raise(sizes, team, 1);
  return weaker(sizes, scores);
}

/** Deals all fighters into two teams of equal size and similar last scores, or into no teams. */
export function dealTeams(members: Members, world: World, withTeams: boolean): void {
  const sizes = [0, 0];
  const strengths = [0, 0];
  for (const member of bestFirst(members)) {
    const team = withTeams ? weaker(sizes, strengths) : 0;
    raise(sizes, team, 1);
    raise(strengths, team, member.score);
    joinTeam(member, world.fighters.get(member.id), team);
  }
}

/** Sets the team of a member, and of the body that fights for the member. */
export function joinTeam(member: Member, fighter: Fighter | undefined, team: number): void {
  member.team = team;
  if (fighter) fighter.team = team;
}

type Merit = Pick<Member, "id" | "score" | "kills" | "deaths">;

/** Sorts by merit: most score first, then most kills, fewest deaths, and earliest join. */
export const byMerit = (a: Merit, b: Merit): number =>
  b.score - a.score || b.kills - a.kills || a.deaths - b.deaths || a.id - b.id;

/** Lists all fighters, best first. */
export const bestFirst = <M extends Member>(members: ReadonlyMap<number, M>): M[] =>
  [...members.values()].filter(({ spectator }) => !spectator).toSorted(byMerit);

/** Adds to the score of a team; does nothing for a member without a team. */
export function raise(perTeam: number[], team: number, by: number): void {
  const index = team - 1;
  const before = perTeam[index];
  if (before !== undefined) perTeam[index] = Math.max(0, before + by);
}

function weaker(sizes: PerTeam, scores: PerTeam): number {
  const [size1 = 0, size2 = 0] = [sizes[0], sizes[1]];
  if (size1 !== size2) return size1 < size2 ? 1 : 2;
  return (scores[1] ?? 0) < (scores[0] ?? 0) ? 2 : 1;
}
