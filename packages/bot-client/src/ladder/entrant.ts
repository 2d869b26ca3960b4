import type { Arena } from "@fray/shared-state/arena/arena";

import type { ProgramRecord } from "../exec/counts.ts";
import type { Mind } from "./headless-round.ts";

/** Somebody on the ladder. */
export interface Entrant {
  readonly name: string;
  /** How it kept up, if it plays in a process of its own. */
  readonly record?: Readonly<ProgramRecord>;
  /** Sits down for a round: somebody new each time, so that no round depends on the one before. */
  enter(round: Seating): Promise<Seated>;
  /** No round follows. */
  close?(): Promise<void>;
}

export interface Seating {
  readonly arena: Arena;
  /** Seconds per step. */
  readonly dt: number;
  /** How long the round lasts, in s of its own time. */
  readonly seconds: number;
  /** Counts the rounds, from 1; and how many there will be. */
  readonly round: number;
  readonly rounds: number;
  /** The only source of chance. */
  readonly seed: number;
}

/** Somebody in a round. */
export interface Seated {
  readonly mind: Mind;
  leave(): Promise<void>;
}

/** An entrant that can't take part. The message is one line for the person who named it. */
export class EntrantError extends Error {
  override name = "EntrantError";
}
