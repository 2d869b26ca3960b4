/** What the rules of deeds remember of a fighter in a round. All fields are whole numbers. */
export interface DeedRecord {
  /** Kills since the last death. */
  streak: number;
  /** Kills of the multikill that goes on, and the tick of the last of them. */
  chain: number;
  lastKillTick: number;
  /** Id of the enemy who killed this fighter last; 0 when that is avenged. */
  nemesis: number;
  bestStreak: number;
  bestChain: number;
  revenges: number;
  shutdowns: number;
  captures: number;
  /** Own flags returned, and carriers of it killed. */
  flagsSaved: number;
  /** Hills taken, and enemies killed in a hill of the own team. */
  hillDeeds: number;
}

/** The names of a record's fields, in the order in which they are stored. */
export const DEED_FIELDS = [
  "streak",
  "chain",
  "lastKillTick",
  "nemesis",
  "bestStreak",
  "bestChain",
  "revenges",
  "shutdowns",
  "captures",
  "flagsSaved",
  "hillDeeds",
] as const satisfies readonly (keyof DeedRecord)[];

export interface DeedMemory {
  /** Whether somebody has killed an enemy in this round. */
  hasBlood: boolean;
  /** Records by id of the fighter. */
  readonly records: Map<number, DeedRecord>;
}

export const newDeedMemory = (): DeedMemory => ({ hasBlood: false, records: new Map() });

export const newDeedRecord = (): DeedRecord => ({
  streak: 0,
  chain: 0,
  lastKillTick: 0,
  nemesis: 0,
  bestStreak: 0,
  bestChain: 0,
  revenges: 0,
  shutdowns: 0,
  captures: 0,
  flagsSaved: 0,
  hillDeeds: 0,
});

/** Returns the record of a fighter, a new one at their first deed or death. */
export function recordOf({ records }: DeedMemory, id: number): DeedRecord {
  const known = records.get(id);
  if (known) return known;
  const record = newDeedRecord();
  records.set(id, record);
  return record;
}

/** Forgets a fighter: their number may be given to another person. */
export function forgetFighter({ records }: DeedMemory, id: number): void {
  records.delete(id);
  for (const record of records.values()) if (record.nemesis === id) record.nemesis = 0;
}
