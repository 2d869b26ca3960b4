/** What became of the reports of errors in pages that came to this process. */
export const pageErrorCounts = {
  /** Handed to the log, which has a limit of its own. */
  reported: 0,
  /** Left out, because there were too many of one address. */
  limited: 0,
  unreadable: 0,
};
