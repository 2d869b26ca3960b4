import type { Comparison, Predictions } from "../comparison.ts";
import type { RecordedTick, ReplayFacts, TimelineEvent } from "../recorded.ts";

/** What the page asks of the worker. Every question has an answer. */
export type Question =
  /** Opens a replay. `rules` is the folder of the rules' files on the server. */
  | { readonly type: "open"; readonly bytes: Uint8Array; readonly rules: string }
  /** Begins to follow a round with an opening, and the second of the round that it is for. */
  | { readonly type: "follow"; readonly opening: Uint8Array; readonly second: number; readonly rules: string }
  /** Goes to the state `lead` ticks before `tick`, and returns all ticks from there to `tick`. */
  | { readonly type: "seek"; readonly tick: number; readonly lead: number }
  /** Returns up to this number of ticks after the present one. */
  | { readonly type: "play"; readonly ticks: number }
  /** Compares what a page has predicted with the whole replay. */
  | { readonly type: "compare"; readonly predictions: Predictions };

/** The next fragment of a round that is followed. It has no answer; the worker tells what has become of it. */
export interface Append {
  readonly type: "append";
  readonly fragment: Uint8Array;
}

/** The first bytes of a replay that still arrives: its rules can load meanwhile. It has no answer. */
export interface Prepare {
  readonly type: "prepare";
  readonly beginning: Uint8Array;
  readonly rules: string;
}

export type Answer =
  | { readonly type: "opened"; readonly facts: ReplayFacts }
  | { readonly type: "ticks"; readonly ticks: readonly RecordedTick[]; readonly isEnd: boolean }
  | { readonly type: "compared"; readonly comparison: Comparison }
  /** A sentence for the person who opened the replay. */
  | { readonly type: "failed"; readonly message: string };

/** What the worker finds by itself while it waits for questions. */
export interface Found {
  readonly type: "found";
  readonly events: readonly TimelineEvent[];
  /** The tick up to which it has looked. */
  readonly until: number;
}

/** A round that is followed has grown. */
export interface Grown extends Pick<ReplayFacts, "lastTick" | "names"> {
  readonly type: "grown";
  /** Whether the recording has ended. */
  readonly isComplete: boolean;
}

/** A round can't be followed any further. It has a sentence for the viewer. */
export interface Broken {
  readonly type: "broken";
  readonly message: string;
}

/** What the worker tells without being asked. */
export type News = Found | Grown | Broken;
