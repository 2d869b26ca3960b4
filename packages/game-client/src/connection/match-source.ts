/** The state of a round that frames are made of: that of a live room, or that of a replay. */
export interface MatchSource {
  /** Codes are indexes in `MODES` and `PHASES`. */
  readonly mode: number;
  readonly phase: number;
  /** Counts the rounds of a room. */
  readonly round: number;
  /** Tick at which the phase ends; 0 while it waits for players. */
  readonly endTick: number;
  readonly scoreLimit: number;
  readonly scores: Iterable<number>;
  readonly winner: number;
  readonly podium: Iterable<number>;
  readonly nextMap: string;
  readonly nextMode: number;
  /** Plans of rounds that people vote for, and their votes. */
  readonly ballot: Iterable<number>;
  readonly votes: Iterable<number>;
  /** See `readAwards`. */
  readonly awards: Iterable<number>;
  readonly flags: Iterable<FlagSource>;
  readonly hill: HillSource;
}

export interface FlagSource {
  readonly team: number;
  readonly x: number;
  readonly y: number;
  readonly carrier: number;
  readonly home: boolean;
}

export interface HillSource {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly team: number;
  readonly contested: boolean;
  readonly moveTick: number;
}

/** A round, with what tells apart the events in it. */
export interface RoundSource {
  readonly map: string;
  readonly match: MatchSource;
  /** The bodies that can be seen. */
  readonly players: {
    values(): Iterable<{ readonly id: number; readonly team: number; readonly alive: boolean; x: number; y: number }>;
  };
}
