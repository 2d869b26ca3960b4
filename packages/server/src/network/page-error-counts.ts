/** Counts the error reports from pages that this process received. */
export const pageErrorCounts = {
  /** Number of reports that were passed to the log. The log has its own limit. */
  reported: 0,
  /** Number of reports that were dropped, because one address sent too many. */
  limited: 0,
  unreadable: 0,
};
