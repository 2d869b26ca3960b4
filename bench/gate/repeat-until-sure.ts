import { medianInterval, type MedianInterval } from "./median-interval.ts";

/** One measurement beside its floor: the ratio, or why the row counts for nothing. */
export type Trial = { readonly ratio: number } | { readonly refused: string };

export interface Repeated {
  /** Missing while there are too few valid trials. */
  readonly interval: MedianInterval | undefined;
  readonly isSure: boolean;
  readonly trials: number;
  /** Why trials were refused, one reason per trial. */
  readonly refused: readonly string[];
}

export interface Patience {
  /** Largest distance of the interval's ends from the median, as a share of the median. */
  readonly within: number;
  /** No further trial starts after this many ms. */
  readonly limitMs: number;
  readonly now: () => number;
}

/** Repeats a trial until its ratio is known closely enough, or until the time is over: then the result is not sure. */
export async function repeatUntilSure(trial: () => Promise<Trial>, patience: Patience): Promise<Repeated> {
  const { within, limitMs, now } = patience;
  const endsAt = now() + limitMs;
  const ratios: number[] = [];
  const refused: string[] = [];
  for (;;) {
    const result = await trial();
    if ("refused" in result) refused.push(result.refused);
    else ratios.push(result.ratio);
    const interval = medianInterval(ratios);
    const isSure = interval !== undefined && isWithin(interval, within);
    if (isSure || now() >= endsAt) return { interval, isSure, trials: ratios.length, refused };
  }
}

const isWithin = ({ median, low, high }: MedianInterval, share: number): boolean =>
  median - low <= share * median && high - median <= share * median;
