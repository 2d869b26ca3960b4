/** How the programs of a run kept up. */
export interface ProgramCounts {
  /** Steps without an answer in time, in which the bot did nothing; those while its program started included. */
  idle: number;
  /** Answers to a step that was over. */
  late: number;
  /** Lines that are no answer, too long ones, and steps in which there were too many. */
  broken: number;
  /** Observations that were dropped, since the program had not read the ones before. */
  unread: number;
  /** Programs started again. */
  restarts: number;
  /** Programs given up after three ends. */
  out: number;
}

export const noCounts = (): ProgramCounts => ({ idle: 0, late: 0, broken: 0, unread: 0, restarts: 0, out: 0 });
