import type { Award, AwardName } from "@fray/shared-state/match/awards";

type Words = readonly [title: string, one: string, many: string];

const WORDS: Readonly<Record<AwardName, Words>> = {
  captor: ["Flag runner", "capture", "captures"],
  guardian: ["Guardian", "flag saved", "flags saved"],
  hillKing: ["King of the hill", "deed at the hill", "deeds at the hill"],
  deadliest: ["Deadliest", "kill", "kills"],
  unbroken: ["Unbroken", "kill in one life", "kills in one life"],
  quickest: ["Quickest", "kill at a stroke", "kills at a stroke"],
  avenger: ["Avenger", "revenge", "revenges"],
  stopper: ["Stopper", "streak ended", "streaks ended"],
};

/** The title of an award, and what it was given for: "Deadliest", "12 kills". */
export function awardWords({ name, count }: Award): { readonly title: string; readonly reason: string } {
  const [title, one, many] = WORDS[name];
  return { title, reason: `${count} ${count === 1 ? one : many}` };
}
