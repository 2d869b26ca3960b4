import type { ReportReason } from "@fray/shared-state/protocol/reports";

/** A line of chat, as it is attached to a report. */
export interface ReportedLine {
  /** The sender's `person` of the roster. */
  readonly person: number;
  readonly name: string;
  readonly text: string;
}

/** One person, as a report names them. `playerId` is their identity. */
export interface ReportedPerson {
  readonly playerId: string;
  readonly name: string;
}

/** A report of one person about another. Times are in ms since 1970. */
export interface Report {
  readonly id: string;
  readonly createdAt: number;
  readonly roomId: string;
  readonly reporter: ReportedPerson;
  readonly target: ReportedPerson;
  /** The address of the reported person. */
  readonly address: string;
  readonly reason: ReportReason;
  readonly text: string;
  /** The last lines of chat that the reporter could read, oldest first. */
  readonly lines: readonly ReportedLine[];
  /** What was done about it; "" while it is open. */
  readonly outcome: string;
}
