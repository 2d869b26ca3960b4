import type { InputSource, Step, TimeBank } from "./time-bank.ts";
import type { ViewClaims } from "./view-claims.ts";

/** The state that is kept for a client that sends inputs, from join to leave. */
export interface InputSession<I> {
  readonly sessionId: string;
  readonly bank: TimeBank<I>;
  /** The client's claims about when it saw the other bodies; undefined in a game that does not rewind. */
  readonly views?: ViewClaims;
}

/** A step of one session's body. */
export interface SessionStep<S, I> extends Step<I> {
  readonly session: S;
}

export interface CollectOptions<S, I> {
  /** The inputs that have arrived from a client. */
  readonly sourceOf: (sessionId: string) => InputSource<I>;
  /**
   * The body that a session's inputs move; undefined while it has none. Its `inputDepth` steers the client's
   * `InputClock`.
   */
  readonly bodyOf: (session: S) => { inputDepth: number } | undefined;
  /**
   * Simulation time, and how far missed ticks have put it behind real time, both in ms. View times are judged by
   * them.
   */
  readonly now?: number;
  readonly lost?: number;
  /** Ticks that were missed since the last tick that ran. */
  readonly missed: number;
  /** Leaves the inputs of this tick to the next, as an overloaded server does in every second tick. */
  readonly waits?: boolean;
}

/**
 * Takes as many inputs of each session as its time bank allows: the steps of the next tick. View times are limited to
 * those that an honest client can claim.
 */
export function collectInputs<I, S>(
  sessions: Iterable<S & InputSession<I>>,
  { sourceOf, bodyOf, now = 0, lost = 0, missed, waits = false }: CollectOptions<S, I>,
): SessionStep<S, I>[] {
  const steps: SessionStep<S, I>[] = [];
  for (const session of sessions) {
    const { sessionId, bank, views } = session;
    const source = sourceOf(sessionId);
    const body = bodyOf(session);
    if (!body) {
      bank.discard(source);
      continue;
    }
    for (const { seq, input, provisional, viewTime } of bank.collect(source, missed, waits)) {
      steps.push({ session, seq, input, provisional, viewTime: views?.judge(viewTime, now, lost) ?? 0 });
    }
    body.inputDepth = bank.reportDepth() ?? body.inputDepth;
  }
  return steps;
}
