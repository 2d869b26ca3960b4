import type { DeedMemory, DeedRecord } from "./deed-memory.ts";
import type { Member, Members } from "./match.ts";
import { bestFirst } from "./teams.ts";

interface AwardRule {
  /** Less than this earns no award. */
  readonly least: number;
  readonly count: (record: DeedRecord, member: Member) => number;
}

/**
 * The awards of a round. Each goes to the fighter with the highest count, and of equal ones to the better placed. The
 * index in this table stands for the award in the synced state, so a new one is added at the end.
 */
const AWARD_RULES = {
  /** Most captured flags. */
  captor: { least: 1, count: ({ captures }) => captures },
  /** Most flags returned and carriers killed. */
  guardian: { least: 2, count: ({ flagsSaved }) => flagsSaved },
  /** Most hills taken, and enemies killed in them. */
  hillKing: { least: 2, count: ({ hillDeeds }) => hillDeeds },
  /** Most kills. */
  deadliest: { least: 3, count: (_, { kills }) => kills },
  /** Longest streak of kills without a death. */
  unbroken: { least: 3, count: ({ bestStreak }) => bestStreak },
  /** Largest multikill. */
  quickest: { least: 2, count: ({ bestChain }) => bestChain },
  /** Most enemies killed who had killed them last. */
  avenger: { least: 2, count: ({ revenges }) => revenges },
  /** Most streaks of others ended. */
  stopper: { least: 1, count: ({ shutdowns }) => shutdowns },
} as const satisfies Readonly<Record<string, AwardRule>>;

export type AwardName = keyof typeof AWARD_RULES;

const ENTRIES = Object.entries<AwardRule>(AWARD_RULES);
/** All awards, in the order in which they are shown. */
export const AWARDS = Object.keys(AWARD_RULES) as readonly AwardName[];

export interface Award {
  readonly name: AwardName;
  /** Id of the fighter. */
  readonly id: number;
  readonly count: number;
}

const NUMBERS = 3;
const MAX_COUNT = 0xffff;

/** Returns the awards of a round as `[index of the award, id, count]` one after the other, as the state has them. */
export function awardNumbers({ records }: DeedMemory, members: Members): number[] {
  const fighters = bestFirst(members);
  return ENTRIES.flatMap(([, { least, count }], index) => {
    let [best, most] = [0, least - 1];
    for (const member of fighters) {
      const record = records.get(member.id);
      const reached = record ? count(record, member) : 0;
      if (reached > most) [best, most] = [member.id, reached];
    }
    return best === 0 ? [] : [index, best, Math.min(MAX_COUNT, most)];
  });
}

/** Reads what `awardNumbers` wrote. An award of a later build is left out. */
export function readAwards(numbers: Iterable<number>): Award[] {
  const all = [...numbers];
  const awards: Award[] = [];
  for (let at = 0; at + NUMBERS <= all.length; at += NUMBERS) {
    const [index = 0, id = 0, count = 0] = all.slice(at, at + NUMBERS);
    const name = AWARDS[index];
    if (name) awards.push({ name, id, count });
  }
  return awards;
}
