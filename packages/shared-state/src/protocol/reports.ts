/** What a person can be reported for. */
export const REPORT_REASONS = ["insult", "hate", "spam", "cheating", "name", "other"] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

/** The reasons in words, for menus and lists. */
export const REPORT_REASON_TEXTS: Readonly<Record<ReportReason, string>> = {
  insult: "Insults or harassment",
  hate: "Hate or threats",
  spam: "Spam in chat",
  cheating: "Cheating",
  name: "Offensive name",
  other: "Something else",
};

/** The longest text of a report, in UTF-16 units. */
export const REPORT_TEXT_LENGTH = 200;
