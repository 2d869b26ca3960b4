import type { Arena } from "@fray/shared-state/arena/arena";
import type { BotNote } from "@fray/shared-state/protocol/bot-note";

import type { ProgramRecord } from "../exec/counts.ts";
import type { Mind } from "./headless-round.ts";

/** A participant of the ladder. */
export interface Entrant {
  readonly name: string;
  /** How well the program kept up, for an entrant in a separate process. */
  readonly record?: Readonly<ProgramRecord>;
  /** Joins a round with a new player each time, so that no round depends on an earlier round. */
  enter(round: Seating): Promise<Seated>;
  /** Ends the entrant. No round follows. */
  close?(): Promise<void>;
}

export interface Seating {
  readonly arena: Arena;
  /** Seconds per step. */
  readonly dt: number;
  /** Length of the round, in s of simulated time. */
  readonly seconds: number;
  /** The number of the round, from 1, and the number of rounds. */
  readonly round: number;
  readonly rounds: number;
  /** The only source of randomness. */
  readonly seed: number;
  /** Called with what the entrant says of itself, if the round is recorded. */
  readonly note?: ((note: BotNote) => void) | undefined;
}

/** A participant of one round. */
export interface Seated {
  readonly mind: Mind;
  leave(): Promise<void>;
}

/** An entrant that can't take part. The message is one line for the user. */
export class EntrantError extends Error {
  override name = "EntrantError";
}
