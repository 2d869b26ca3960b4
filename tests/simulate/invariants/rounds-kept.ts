import { MODES } from "@fray/shared-state/match/modes";

import type { Invariant } from "./invariant.ts";

/** Each round that guests finish is stored once, with its scores, or it is reported as lost. */
export const roundsKept: Invariant = {
  name: "rounds-kept",
  watch({ store }, fail) {
    const finished: string[] = [];
    return {
      round: ({ before, after }) => {
        if (before.phase !== "live" || after.phase !== "results") return;
        const members = [...after.standings.values()];
        if (!members.some(({ spectator, backfill }) => !spectator && !backfill)) return;
        const fighters = members.filter(({ spectator }) => !spectator);
        finished.push(textOf(MODES[after.mode] ?? "", fighters));
      },
      closed: async () => {
        const kept = (await store.rounds()).map(({ mode, players }) => textOf(mode, players));
        const missing = finished.filter((round) => !takeFrom(kept, round)).length;
        if (missing > store.lost) fail(`${missing} of ${finished.length} rounds are not stored`);
        if (kept.length > 0) fail(`${kept.length} rounds are stored that nobody finished, or stored twice`);
      },
    };
  },
};

type Scored = Readonly<Record<"score" | "kills" | "deaths", number>>;

const textOf = (mode: string, players: readonly Scored[]): string =>
  `${mode} ${players
    .map(({ score, kills, deaths }) => `${score}/${kills}/${deaths}`)
    .toSorted()
    .join(" ")}`;

function takeFrom(rounds: string[], round: string): boolean {
  const index = rounds.indexOf(round);
  if (index >= 0) rounds.splice(index, 1);
  return index >= 0;
}
