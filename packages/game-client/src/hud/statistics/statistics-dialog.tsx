import type { Runtime } from "@fray/netcode/core";
import { useCallback, useState } from "preact/hooks";

import { fetchStatistics, type Period, type Statistics } from "../../connection/statistics.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { useLoaded } from "../parts/use-loaded.ts";
import { Waiting, WordsOnly } from "../parts/words.tsx";
import { LeaderTable } from "./leader-table.tsx";
import { OwnTotals } from "./own-totals.tsx";
import { RoundList } from "./round-list.tsx";
import "./statistics-dialog.css";

const TABS = [
  ["all", "All time"],
  ["week", "This week"],
  ["rounds", "Rounds"],
] as const;

type Tab = Period | "rounds";
const periodOf = (tab: Tab): Period => (tab === "rounds" ? "all" : tab);

const EMPTY: Readonly<Record<Tab, string>> = {
  all: "No one has finished a round here yet. Be the first.",
  rounds: "No round has been finished here yet. Rounds are recorded, and can be watched again.",
  week: "No one has finished a round this week. Be the first.",
};

export interface StatisticsDialogProps {
  readonly runtime: Runtime;
  readonly onClose: () => void;
}

/** The best players on this server, and the player's own totals. */
export function StatisticsDialog({ runtime, onClose }: StatisticsDialogProps) {
  const [period, setPeriod] = useState<Tab>("all");
  const asked = periodOf(period);
  const load = useCallback((signal: AbortSignal) => fetchStatistics(runtime, asked, signal), [runtime, asked]);
  const [loaded, retry] = useLoaded(load);
  return (
    <Dialog title="Leaderboard" wide onClose={onClose}>
      <Tabs label="Time" tabs={TABS} open={period} onOpen={setPeriod}>
        {loaded.state === "loading" && <Waiting>Asking the server…</Waiting>}
        {loaded.state === "failed" && (
          <WordsOnly alarming action="Try again" onAct={retry}>
            The leaderboard is not available right now.
          </WordsOnly>
        )}
        {loaded.state === "loaded" && <Answer period={period} {...loaded.value} />}
      </Tabs>
    </Dialog>
  );
}

function Answer({ period, leaders, own, ownId, rounds }: Statistics & { readonly period: Tab }) {
  if (!leaders) return <WordsOnly>This server keeps no statistics.</WordsOnly>;
  if (period === "rounds")
    return rounds.length === 0 ? <WordsOnly>{EMPTY[period]}</WordsOnly> : <RoundList rounds={rounds} />;
  return (
    <>
      {leaders.length === 0 ? <WordsOnly>{EMPTY[period]}</WordsOnly> : <LeaderTable {...{ leaders, ownId, rounds }} />}
      <OwnTotals totals={own} />
    </>
  );
}
