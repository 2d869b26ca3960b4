/** Counts the error reports from pages that this process received. */
export const pageErrorCounts = {
  /** Passed to the log, which has its own limit. */
  reported: 0,
  /** Dropped, because one address sent too many. */
  limited: 0,
  unreadable: 0,
};
