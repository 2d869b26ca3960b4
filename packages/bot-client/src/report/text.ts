import type { ProgramCounts } from "../exec/counts.ts";
import { countAll, type Distribution, type ProgramsReport, type Report } from "./report.ts";

const COLUMNS = ["mean", "p50", "p90", "p99", "max"] as const;
const NAME_WIDTH = 14;
const COLUMN_WIDTH = 9;
/** Maximum number of programs with errors that a report for a person lists. */
const BOTS_SHOWN = 10;

/** The report for a person. */
export function formatReport(report: Report): string {
  const { joined, failed, failures, seconds, kills, deaths, disconnects, decodeErrors, programs } = report;
  return [
    `${joined} joined, ${failed} failed${listed(failures)} in ${seconds.toFixed(1)} s`,
    `${kills} kills, ${deaths} deaths`,
    `${countAll(disconnects)} disconnected by the server${listed(disconnects)}`,
    `${countAll(decodeErrors)} messages that could not be read${listed(decodeErrors)}`,
    ...(programs ? describePrograms(programs) : []),
    ...tableOf(report),
  ].join("\n");
}

/** Builds the table of values per client, line by line. */
export function tableOf({ inputs, patches, bytes, pingMs, patchGapMs }: Report): string[] {
  return [
    "per client".padEnd(NAME_WIDTH) + COLUMNS.map((column) => column.padStart(COLUMN_WIDTH)).join(""),
    row("inputs/s", inputs),
    row("patches/s", patches),
    row("bytes/s", bytes),
    row("ping ms", pingMs),
    row("patch gap ms", patchGapMs),
  ];
}

/** Formats the number of bots and the errors so far as one line. */
export function formatStatus(report: Report): string {
  const parts = [
    `${report.seconds.toFixed(0)} s`,
    `${report.playing} playing`,
    `${report.joined} joined`,
    `${report.failed} failed`,
    `${countAll(report.disconnects)} disconnected`,
    `${countAll(report.decodeErrors)} unreadable`,
    `${report.kills} kills`,
  ];
  return parts.join("  ");
}

/** Formats the current rates of a client as one line. */
export function formatRates({ now }: Report): string {
  const parts = [
    `${now.inputs.toFixed(1)} inputs/s`,
    `${now.patches.toFixed(1)} patches/s`,
    `${(now.bytes / 1000).toFixed(1)} kB/s`,
    `ping ${now.ping.toFixed(0)} ms`,
  ];
  return parts.join("  ");
}

/** Describes all programs in one line, and each program with an error in one more. */
function describePrograms(programs: ProgramsReport): string[] {
  const failed = programs.bots.filter(({ firstError }) => firstError !== undefined);
  const more = failed.length - BOTS_SHOWN;
  return [
    `programs: ${describeCounts(programs)}`,
    ...failed.slice(0, BOTS_SHOWN).map((bot) => `  ${bot.name}: ${describeCounts(bot)}; first: ${bot.firstError}`),
    ...(more > 0 ? [`  and ${more} more with errors`] : []),
  ];
}

const describeCounts = ({ idle, late, broken, unread, restarts, out }: ProgramCounts): string =>
  `${idle} steps idle, ${late} answers late, ${broken} lines broken, ${unread} observations unread, ` +
  `${restarts} restarts, ${out} given up`;

function row(name: string, distribution: Distribution): string {
  const { mean } = distribution;
  const cells = COLUMNS.map((column) =>
    column === "mean" && mean < 1000 ? mean.toFixed(1) : distribution[column].toFixed(0),
  );
  return name.padEnd(NAME_WIDTH) + cells.map((cell) => cell.padStart(COLUMN_WIDTH)).join("");
}

function listed(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([key, value]) => `${value} x ${key}`);
  return parts.length > 0 ? `: ${parts.join(", ")}` : "";
}
