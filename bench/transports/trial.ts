import { medianInterval } from "../gate/median-interval.ts";

/** One measurement of HTTP beside the same of a WebSocket, or why it counts for nothing. */
export type Trial = { readonly webSocket: number; readonly http: number } | { readonly refused: string };

/** A figure with its limit. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  /** How the two are compared. `alone`: only the value over HTTP is. */
  readonly as: "ratio" | "difference" | "alone";
  /** Largest value, or smallest value for `isAtLeast`. */
  readonly limit: number;
  readonly isAtLeast?: boolean;
}

/** The keys are the columns of the table. */
export interface FigureRow {
  readonly figure: string;
  readonly WebSocket: string;
  readonly HTTP: string;
  readonly compared: string;
  /** Interval of the median, with 95 % confidence. */
  readonly "from..to": string;
  readonly limit: string;
  readonly verdict: "kept" | "exceeded" | "undecided";
  readonly trials: number;
  readonly refused: number;
}

export interface Patience {
  /** Number of valid trials. */
  readonly trials: number;
  /** No further trial starts after this many ms. */
  readonly limitMs: number;
}

/** Repeats a trial that measures several figures until enough of them are valid, or until the time is over. */
export async function repeatTrial(
  figures: readonly Figure[],
  trial: () => Promise<readonly Trial[]>,
  { trials, limitMs }: Patience,
): Promise<FigureRow[]> {
  const endsAt = performance.now() + limitMs;
  const all: (readonly Trial[])[] = [];
  const valid = (): number => Math.min(...figures.map((_, index) => validOf(all, index).length));
  do all.push(await trial());
  while (valid() < trials && performance.now() < endsAt);
  for (const reason of new Set(all.flat().flatMap((each) => ("refused" in each ? [each.refused] : [])))) {
    console.error(`${figures[0]?.name ?? ""}: a trial was refused: ${reason}`);
  }
  return figures.map((figure, index) => toRow(figure, validOf(all, index), all.length));
}

const validOf = (all: readonly (readonly Trial[])[], index: number) =>
  all.flatMap((row) => {
    const each = row[index];
    return each && "http" in each ? [each] : [];
  });

function toRow(
  { name, unit, as, limit, isAtLeast = false }: Figure,
  valid: readonly { readonly webSocket: number; readonly http: number }[],
  tried: number,
): FigureRow {
  const compared = valid.map(({ webSocket, http }) =>
    as === "ratio" ? http / webSocket : as === "difference" ? http - webSocket : http,
  );
  const interval = medianInterval(compared);
  const shown = (value: number): string => `${value.toFixed(as === "ratio" || unit === "s" ? 2 : 1)}${suffix}`;
  const suffix = as === "ratio" ? "x" : ` ${unit}`;
  const value = (values: readonly number[]): string => {
    const median = medianOf(values);
    return median === undefined ? "" : `${median.toFixed(unit === "s" ? 2 : 1)} ${unit}`;
  };
  const keeps = (bound: number): boolean => (isAtLeast ? bound >= limit : bound <= limit);
  return {
    figure: name,
    WebSocket: as === "alone" ? "" : value(valid.map(({ webSocket }) => webSocket)),
    HTTP: value(valid.map(({ http }) => http)),
    compared: as === "alone" || !interval ? "" : shown(interval.median),
    "from..to": interval ? `${shown(interval.low)} .. ${shown(interval.high)}` : "",
    limit: `${isAtLeast ? "at least" : "at most"} ${limit}${suffix}`,
    verdict: interval ? (keeps(interval.median) ? "kept" : "exceeded") : "undecided",
    trials: valid.length,
    refused: tried - valid.length,
  };
}

const medianOf = (values: readonly number[]): number | undefined =>
  values.toSorted((a, b) => a - b)[(values.length - 1) >> 1];
