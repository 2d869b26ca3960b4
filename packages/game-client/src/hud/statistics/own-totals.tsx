import type { Totals } from "../../connection/statistics.ts";

/** The player's all-time totals on this server. */
export function OwnTotals({ totals }: { readonly totals: Totals | undefined }) {
  if (!totals) return <p class="own-totals">Play a whole round to see your totals here.</p>;
  const { rounds, wins, kills, deaths } = totals;
  const values = [
    ["Rounds", rounds.toLocaleString("en")],
    ["Won", `${wins.toLocaleString("en")} (${Math.round((100 * wins) / Math.max(1, rounds))} %)`],
    ["Kills", kills.toLocaleString("en")],
    ["Deaths", deaths.toLocaleString("en")],
    ["Kills per death", (kills / Math.max(1, deaths)).toFixed(2)],
  ] as const;
  return (
    <section class="own-totals" aria-label="You on this server">
      <h3>You, all time</h3>
      <dl>
        {values.map(([what, value]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
