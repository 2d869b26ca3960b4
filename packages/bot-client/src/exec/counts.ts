/** How programs kept up. */
export interface ProgramCounts {
  /** Steps without an answer in time, in which the bot did nothing; those while its program started included. */
  idle: number;
  /** Answers to a step that was over. */
  late: number;
  /** Lines that are no answer, too long ones, steps in which there were too many, and answers that report an error. */
  broken: number;
  /** Observations that were dropped, since the program had not read the ones before. */
  unread: number;
  /** Programs started again. */
  restarts: number;
  /** Programs that failed too often and are not started again. */
  out: number;
}

/** How one program kept up, and what went wrong first. */
export interface ProgramRecord extends ProgramCounts {
  firstError?: string;
}

export const noCounts = (): ProgramCounts => ({ idle: 0, late: 0, broken: 0, unread: 0, restarts: 0, out: 0 });

const MAX_ERROR_LENGTH = 300;

/** Keeps only the first error of a program: later errors are often its consequence. */
export function noteError(record: ProgramRecord, error: string): void {
  record.firstError ??= error.length > MAX_ERROR_LENGTH ? `${error.slice(0, MAX_ERROR_LENGTH)}...` : error;
}
