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
}

/** An invariant that did not hold. */
export interface Failure {
  readonly invariant: string;
  /** Ticks of the server since the beginning of the life. */
  readonly tick: number;
  readonly reason: string;
}
