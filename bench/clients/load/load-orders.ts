import type { LoadReading } from "./tally.ts";

/** What a load process is told to do, one thing after the other. It answers each. */
export interface LoadOrders {
  /** Takes seats and does nothing else until it is told to play. */
  join: {
    readonly http: string;
    /** Number of the first client; it names them and seeds what they do. */
    readonly first: number;
    readonly count: number;
    /** Joins a second. */
    readonly rate: number;
    /** How many of them decode what they get. */
    readonly decoding: number;
    /** Share of the time in which they shoot. */
    readonly fireShare: number;
  };
  play: { readonly hz: number };
  begin: object;
  end: object;
  rest: object;
  leave: object;
}

export interface JoinReport {
  readonly joined: number;
  /** What kept others out, by reason. */
  readonly failures: Readonly<Record<string, number>>;
  /** From asking for a seat to the whole state, in ms, of each that counts bytes only. */
  readonly stateMs: readonly number[];
}

export interface LoadAnswers {
  join: JoinReport;
  play: null;
  begin: null;
  end: LoadReading;
  /** Inputs sent since they play. */
  rest: { readonly sent: number };
  leave: null;
}

export type LoadOrder = {
  [Name in keyof LoadOrders]: { readonly name: Name; readonly details: LoadOrders[Name] };
}[keyof LoadOrders];
