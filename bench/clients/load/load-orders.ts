import type { TransportMode } from "@fray/netcode/client";

import type { LoadReading } from "./counters.ts";

/** The orders to a load process, one at a time. The process answers each order. */
export interface LoadOrders {
  /** Joins clients, which stay idle until `play`. */
  join: {
    readonly http: string;
    /** Number of the first client. It is part of the names and seeds the scripts. */
    readonly first: number;
    readonly count: number;
    /** Joins per second. */
    readonly rate: number;
    /** Number of clients that decode their patches. */
    readonly decoding: number;
    /** Share of the time in which the clients shoot. */
    readonly fireShare: number;
    /** The transport of the clients that decode; by default whichever works. */
    readonly transport?: TransportMode | undefined;
  };
  play: { readonly hz: number };
  begin: object;
  end: object;
  rest: object;
  leave: object;
}

export interface JoinReport {
  readonly joined: number;
  /** Number of failed joins, by reason. */
  readonly failures: Readonly<Record<string, number>>;
  /** Time from the request for a seat to the whole state, in ms, for each client that only counts bytes. */
  readonly stateMs: readonly number[];
}

export interface LoadAnswers {
  join: JoinReport;
  play: null;
  begin: null;
  end: LoadReading;
  /** Inputs sent since the start of play. */
  rest: { readonly sent: number };
  leave: null;
}

export type LoadOrder = {
  [Name in keyof LoadOrders]: { readonly name: Name; readonly details: LoadOrders[Name] };
}[keyof LoadOrders];
