import type { ProgramCounts } from "../exec/counts.ts";

export interface Distribution {
  readonly mean: number;
  readonly p99: number;
}

/** What a run came to. Rates are per client and second; percentiles are taken over single seconds of single clients. */
export interface Report {
  readonly seconds: number;
  readonly joined: number;
  /** Bots that never got in, and why. */
  readonly failed: number;
  readonly failures: Readonly<Record<string, number>>;
  /** Connections the server ended, by close code. */
  readonly disconnects: Readonly<Record<string, number>>;
  readonly kills: number;
  readonly deaths: number;
  /** How the programs kept up, where programs played. */
  readonly programs: ProgramCounts | undefined;
  readonly inputs: Distribution;
  readonly patches: Distribution;
  /** Payload received, without WebSocket and TCP headers. */
  readonly bytes: Distribution;
  /** From sending an input to seeing what it did: the way there and back and the wait for the tick. */
  readonly pingMs: Distribution;
}

/** The report for a person. */
export function formatReport(report: Report): string {
  const rows = [
    ["per client", "mean", "p99"],
    ["inputs/s", report.inputs.mean.toFixed(1), report.inputs.p99.toFixed(0)],
    ["patches/s", report.patches.mean.toFixed(1), report.patches.p99.toFixed(0)],
    ["bytes/s", report.bytes.mean.toFixed(0), report.bytes.p99.toFixed(0)],
    ["ping ms", report.pingMs.mean.toFixed(1), report.pingMs.p99.toFixed(0)],
  ];
  return [
    `${report.joined} joined, ${report.failed} failed${listed(report.failures)} in ${report.seconds.toFixed(1)} s`,
    `${report.kills} kills, ${report.deaths} deaths`,
    `${count(report.disconnects)} disconnected by the server${listed(report.disconnects)}`,
    ...(report.programs ? [describePrograms(report.programs)] : []),
    ...rows.map(([name = "", ...values]) => name.padEnd(12) + values.map((value) => value.padStart(9)).join("")),
  ].join("\n");
}

/** The report for a program: one line of JSON. */
export function toJson({ inputs, patches, bytes, ...rest }: Report): string {
  return JSON.stringify({
    ...rest,
    inputsPerSecond: inputs.mean,
    patchesPerSecond: patches.mean,
    bytesPerSecondPerClient: bytes.mean,
    bytesPerSecond: bytes,
  });
}

const describePrograms = ({ idle, late, broken, unread, restarts, out }: ProgramCounts): string =>
  `programs: ${idle} steps idle, ${late} answers late, ${broken} lines broken, ${unread} observations unread, ` +
  `${restarts} restarts, ${out} given up`;

const count = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, value) => sum + value, 0);

function listed(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([key, value]) => `${value} x ${key}`);
  return parts.length > 0 ? `: ${parts.join(", ")}` : "";
}
