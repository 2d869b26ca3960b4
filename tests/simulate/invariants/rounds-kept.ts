import { MODES } from "@fray/shared-state/match/modes";

import type { Invariant } from "./invariant.ts";

/** A keeper tries again at least this often. A round that waits for longer is not lost with its node. */
const UNKEPT_MS = 30_000;

/**
 * Each round that guests finish is stored once, with its scores, or it is reported as lost, or its node is lost. After a crash every round
 * is there that the server counted as stored.
 */
export const roundsKept: Invariant = {
  name: "rounds-kept",
  watch({ machine, nodes, now }, fail) {
    let finished: Finished[] = [];
    return {
      round: ({ room, before, after }) => {
        if (before.phase !== "live" || after.phase !== "results") return;
        const members = [...after.standings.values()];
        if (!members.some(({ spectator, backfill }) => !spectator && !backfill)) return;
        const fighters = members.filter(({ spectator }) => !spectator);
        finished.push({ text: textOf(MODES[after.mode] ?? "", fighters), roomId: room.roomId, at: now() });
      },
      crashed: ({ rounds, given, stored, confirmed, lied }) => {
        const ids = new Set(rounds.map(({ id }) => id));
        const gone = [...confirmed].filter((id) => !ids.has(id));
        if (gone.length > 0) fail(`${gone.length} rounds were confirmed, and a crash has taken them`);
        const kept = rounds.map(({ mode, players }) => textOf(mode, players));
        const there = finished.filter((round) => takeFrom(kept, round.text));
        const vanished = [...lied].filter((id) => !ids.has(id)).length;
        const mayMiss = given.length - stored + vanished;
        if (finished.length - there.length > mayMiss)
          fail(`a crash has taken ${finished.length - there.length} rounds, and only ${mayMiss} were not stored`);
        if (kept.length > 0) fail(`${kept.length} rounds are there after a crash that nobody finished, or twice`);
        finished = there;
      },
      closed: async () => {
        const kept = (await machine.store.rounds()).map(({ mode, players }) => textOf(mode, players));
        const wentDown = ({ roomId, at }: Finished): boolean =>
          nodes?.losses.some((loss) => loss.roomIds.has(roomId) && loss.at - at < UNKEPT_MS) ?? false;
        // Those of living nodes first: two rounds can have the same scores.
        const missing = finished.filter((round) => !wentDown(round) && !takeFrom(kept, round.text)).length;
        for (const { text } of finished.filter(wentDown)) takeFrom(kept, text);
        if (missing > machine.promises.lost) fail(`${missing} of ${finished.length} rounds are not stored`);
        if (kept.length > 0) fail(`${kept.length} rounds are stored that nobody finished, or stored twice`);
      },
    };
  },
};

interface Finished {
  readonly text: string;
  readonly roomId: string;
  /** Virtual ms. */
  readonly at: number;
}

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
