/** What became of a life. */
export interface Verdict {
  /** Virtual ms that have passed, and the same for all rooms together. */
  readonly ms: number;
  readonly roomMs: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  /** A hash over all states and patches. */
  readonly hash: string;
  readonly failure: Failure | undefined;
  readonly counts: Readonly<Record<string, number>>;
  /** Files with the replays of the rounds that were played when it failed, if they were to be saved. */
  readonly replays?: readonly string[];
}

/** Where the replays of a life that fails are saved. */
export interface RecordPlan {
  readonly folder: string;
  /** The hash of the rules that the replays name. */
  readonly rules: string;
}

/** An invariant that did not hold. */
export interface Failure {
  readonly invariant: string;
  /** Ticks of the server since the beginning of the life. */
  readonly tick: number;
  readonly reason: string;
}
