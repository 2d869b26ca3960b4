import type { Fighter } from "../simulation/body.ts";
import type { World } from "../simulation/world.ts";
import type { Member, Members } from "./match.ts";

/** Values of team 1 and team 2. */
type PerTeam = ArrayLike<number>;

type Sided = Pick<Member, "team" | "spectator" | "party" | "backfill">;

/** Sides that differ by this many fighters count as even. */
const EVEN_WITHIN = 1;

/**
 * Returns the team that a new player should join: the smaller team; of equal teams the one with the lower score; else
 * the first team. A member of a party joins the side on which most of its party fights, as long as that side gets no
 * further ahead than the rule allows once those who have no party have changed sides; see `membersToMove`. With
 * `areFilled`, bots will come to the smaller side, however small it is.
 */
export function teamFor(members: Iterable<Sided>, scores: PerTeam, { party = "", areFilled = false } = {}): number {
  const fighters = Array.from(members).filter(({ spectator, team }) => !spectator && team > 0);
  const mates = countSides(fighters.filter((member) => isOfParty(member, party)));
  const side = mates[0] + mates[1] === 0 ? 0 : mates[0] >= mates[1] ? 1 : 2;
  if (side > 0 && (areFilled || isFair([...fighters, { team: side, spectator: false, party }], isAlone))) return side;
  return weaker(countSides(fighters), scores);
}

/**
 * Returns who should change sides now so that the sides are even again: any of the host's own bots of the larger side,
 * else those for whom `isFree` says that they may be moved, such as people who wait to respawn. Those of the smallest
 * party go first. Nobody but bots has to go when a party excuses the difference.
 */
export function membersToMove<M extends Member>(members: Iterable<M>, isFree: (member: M) => boolean): M[] {
  const fighters = Array.from(members).filter(({ spectator, team }) => !spectator && team > 0);
  const sizes = countSides(fighters);
  const larger = sizes[0] > sizes[1] ? 1 : 2;
  const side = fighters.filter(({ team }) => team === larger).toSorted((a, b) => byMerit(b, a));
  const bots = side
    .filter(({ backfill }) => backfill === true)
    .toSorted((a, b) => Number(isFree(b)) - Number(isFree(a)));
  const people = groupsOf(side.filter(({ backfill }) => backfill !== true))
    .toSorted((a, b) => a.length - b.length)
    .flat()
    .filter(isFree);
  const movable = isFair(fighters, isBot) ? bots : [...bots, ...people];
  return movable.slice(0, Math.floor(Math.abs(sizes[0] - sizes[1]) / 2));
}

/**
 * Deals all fighters into two teams of similar size and last scores, or into no teams. Parties stay whole: they are
 * dealt first, the largest first, and everybody else evens the sides out. Sides differ by one at most, unless a party
 * that is larger than the difference is kept together. A party that has too few to fight against is split, unless bots
 * will come to the smaller side (`areFilled`).
 */
export function dealTeams(
  members: Members,
  world: World,
  { withTeams, areFilled = false }: { readonly withTeams: boolean; readonly areFilled?: boolean | undefined },
): void {
  if (!withTeams) {
    for (const member of bestFirst(members)) joinTeam(member, world.fighters.get(member.id), 0);
    return;
  }
  const sizes = [0, 0];
  const strengths = [0, 0];
  for (const group of groupsOf(bestFirst(members)).toSorted((a, b) => b.length - a.length)) {
    const team = weaker(sizes, strengths);
    raise(sizes, team, group.length);
    for (const member of group) {
      raise(strengths, team, member.score);
      member.team = team;
    }
  }
  const fighters = bestFirst(members);
  if (!areFilled) splitParty(fighters);
  for (const member of fighters) joinTeam(member, world.fighters.get(member.id), member.team);
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

const isOfParty = (member: Pick<Sided, "party">, party: string): boolean => party !== "" && member.party === party;

function countSides(fighters: Iterable<Pick<Sided, "team">>): [number, number] {
  const sizes: [number, number] = [0, 0];
  for (const { team } of fighters) raise(sizes, team, 1);
  return sizes;
}

/** Lists fighters by party, each group and the list in the order of `fighters`. Whoever has no party is a group of one. */
function groupsOf<M extends Pick<Sided, "party">>(fighters: readonly M[]): M[][] {
  const groups: M[][] = [];
  const byParty = new Map<string, M[]>();
  for (const fighter of fighters) {
    const { party = "" } = fighter;
    const known = party === "" ? undefined : byParty.get(party);
    if (known) {
      known.push(fighter);
      continue;
    }
    const group = [fighter];
    groups.push(group);
    if (party !== "") byParty.set(party, group);
  }
  return groups;
}

type MayMove = (member: Sided, fighters: readonly Sided[]) => boolean;
const isBot: MayMove = ({ backfill }) => backfill === true;
const isAlone: MayMove = ({ party = "" }, fighters) =>
  party === "" || fighters.filter((member) => member.party === party).length === 1;
const nobody: MayMove = () => false;

/** Whether sides are even enough, or can be once those on the larger side who may move have changed sides. */
function isFair(fighters: readonly Sided[], mayMove: MayMove): boolean {
  const sizes = countSides(fighters);
  const difference = Math.abs(sizes[0] - sizes[1]);
  const larger = sizes[0] > sizes[1] ? 1 : 2;
  const movable = fighters.filter((member) => member.team === larger && mayMove(member, fighters)).length;
  const left = Math.max(difference - 2 * movable, difference % 2);
  return left <= EVEN_WITHIN || largestParty(fighters, larger) > left;
}

/** Returns the number of fighters of the largest party that is on one side as a whole. */
const largestParty = (fighters: readonly Sided[], team: number): number =>
  Math.max(
    0,
    ...groupsOf(fighters)
      .filter((group) => group.every((member) => member.team === team))
      .map(({ length }) => length),
  );

/**
 * Splits the smallest party of the larger side when no party excuses the difference. That party is as large as the
 * difference: it was dealt last to that side, when the sides were even.
 */
function splitParty(fighters: readonly Member[]): void {
  if (isFair(fighters, nobody)) return;
  const sizes = countSides(fighters);
  const larger = sizes[0] > sizes[1] ? 1 : 2;
  const [smallest = []] = groupsOf(fighters.filter(({ team }) => team === larger)).toSorted(
    (a, b) => a.length - b.length,
  );
  for (const member of smallest.slice(-Math.floor(Math.abs(sizes[0] - sizes[1]) / 2))) member.team = 3 - larger;
}
