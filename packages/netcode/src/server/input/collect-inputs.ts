import type { InputSource, Step, TimeBank } from "./time-bank.ts";
import type { ViewClaims } from "./view-claims.ts";

/** What is kept for a client that sends inputs, from join to leave. */
export interface InputSession<I> {
  readonly sessionId: string;
  readonly bank: TimeBank<I>;
  /** What it says of when it saw the others; undefined in a game that does not rewind. */
  readonly views?: ViewClaims;
}

/** A step of one session's body. */
export interface SessionStep<S, I> extends Step<I> {
  readonly session: S;
}

export interface CollectOptions<S, I> {
  /** What has arrived from a client. */
  readonly sourceOf: (sessionId: string) => InputSource<I>;
  /** The body that a session's inputs move; undefined while it has none. Its `inputDepth` tells the client's `InputClock`. */
  readonly bodyOf: (session: S) => { inputDepth: number } | undefined;
  /** Simulation time, and how far ticks that never ran have put it behind real time, both in ms: view times are judged by them. */
  readonly now?: number;
  readonly lost?: number;
  /** Ticks that never ran since the last one. */
  readonly missed: number;
}

/**
 * Takes as many inputs of each session as its time bank allows: the steps of the next tick, with view times that are held to what
 * an honest client can say.
 */
export function collectInputs<I, S>(
  sessions: Iterable<S & InputSession<I>>,
  { sourceOf, bodyOf, now = 0, lost = 0, missed }: CollectOptions<S, I>,
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
    for (const { seq, input, provisional, viewTime } of bank.collect(source, missed)) {
      steps.push({ session, seq, input, provisional, viewTime: views?.judge(viewTime, now, lost) ?? 0 });
    }
    body.inputDepth = bank.reportDepth() ?? body.inputDepth;
  }
  return steps;
}
