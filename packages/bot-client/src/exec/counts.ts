/** Counts how well programs kept up. */
export interface ProgramCounts {
  /** Steps without an answer in time, in which the bot did nothing, including those during the program's start. */
  idle: number;
  /** Answers to a step that was over. */
  late: number;
  /**
   * Lines that are not answers, lines that are too long, steps with too many lines, and answers that report an error.
   */
  broken: number;
  /** Observations that were dropped, because the program had not read the earlier observations. */
  unread: number;
  /** Programs started again. */
  restarts: number;
  /** Programs that failed too often and are not started again. */
  out: number;
}

/** How well one program kept up, and its first error. */
export interface ProgramRecord extends ProgramCounts {
  firstError?: string;
}

export const noCounts = (): ProgramCounts => ({ idle: 0, late: 0, broken: 0, unread: 0, restarts: 0, out: 0 });

const MAX_ERROR_LENGTH = 300;

/** Keeps only the first error of a program: later errors are often its consequence. */
export function noteError(record: ProgramRecord, error: string): void {
  record.firstError ??= error.length > MAX_ERROR_LENGTH ? `${error.slice(0, MAX_ERROR_LENGTH)}...` : error;
}
