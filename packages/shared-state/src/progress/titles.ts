import type { DeedName } from "../simulation/deed.ts";

/** How often a person has done each deed against people. */
export type DeedCounts = Readonly<Partial<Record<DeedName, number>>>;

interface TitleRule {
  readonly title: string;
  /** What earns the title, as a sentence for the player. */
  readonly how: string;
  readonly least: number;
  readonly deeds: readonly DeedName[];
}

/**
 * The titles that deeds against people earn. Deeds against bots earn none. The index in this list, counted from 1,
 * stands for the title on the wire, so a new one is added at the end.
 */
export const TITLES = [
  { title: "Opener", how: "Draw first blood in 10 rounds", least: 10, deeds: ["firstBlood"] },
  { title: "Avenger", how: "Take revenge 25 times", least: 25, deeds: ["revenge"] },
  { title: "Storm", how: "Make 25 multikills", least: 25, deeds: ["multikill"] },
  { title: "Unbroken", how: "Reach 10 streaks", least: 10, deeds: ["streak"] },
  { title: "Stopper", how: "End 10 streaks of others", least: 10, deeds: ["shutdown"] },
  { title: "Captor", how: "Capture 10 flags", least: 10, deeds: ["capture"] },
  { title: "Guardian", how: "Save your flag 25 times", least: 25, deeds: ["flagReturn", "flagDefence"] },
  { title: "Hill King", how: "Take or hold a hill 25 times", least: 25, deeds: ["hillTaken", "hillDefence"] },
] as const satisfies readonly TitleRule[];

/** How far a person is on the way to a title: the count of its deeds. */
export const countFor = ({ deeds }: TitleRule, counts: DeedCounts): number =>
  deeds.reduce((sum, deed) => sum + (counts[deed] ?? 0), 0);

/** Whether the deeds have earned the title of a number. Number 0 is no title, which everybody has. */
export function hasEarned(title: number, counts: DeedCounts): boolean {
  if (title === 0) return true;
  const rule = TITLES[title - 1];
  return rule !== undefined && countFor(rule, counts) >= rule.least;
}

/** The words of a title; "" for none. */
export const titleOf = (title: number): string => TITLES[title - 1]?.title ?? "";
