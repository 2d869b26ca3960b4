/** What became of the errors that pages have reported to this process. */
export const pageErrors = {
  logged: 0,
  /** Not logged, because there were too many of one address or of all. */
  limited: 0,
  unreadable: 0,
};
