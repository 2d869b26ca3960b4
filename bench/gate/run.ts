import { HELP, OptionError } from "@fray/bot-client/internal/command-line";

import { round } from "../clients/row.ts";
import { measuredOn } from "../measured-on.ts";
import { readTable, writeTable } from "../write-table.ts";
import { measurePair } from "./measure-pair.ts";
import { medianInterval } from "./median-interval.ts";
import { gateHelp, parseGateOptions, type GateOptions } from "./options.ts";
import { repeatUntilSure, type Repeated, type Trial } from "./repeat-until-sure.ts";
import { verdictOn, type Verdict } from "./verdict.ts";

const DOCUMENT = "docs/performance.md";
const TABLE = "gate";
const WITHIN = 0.05;
const CPU = "CPU to hand-packed";
const BYTES = "bytes to hand-packed";

/** A room of one size. The keys are the columns of the table. */
interface GateRow {
  readonly clients: number;
  readonly [CPU]: number | "undecided";
  readonly from: number | "";
  readonly to: number | "";
  readonly [BYTES]: number | "";
  readonly trials: number;
  /** Trials whose load was late, or in which something failed. */
  readonly refused: number;
}

const EXIT_CODES: Readonly<Record<Verdict, number>> = { kept: 0, new: 0, worse: 1, undecided: 2 };

/**
 * Runs `npm run bench -- gate`: compares the cost of rooms with the committed table. Returns the exit code: 1 if a ratio
 * grew by more than a tenth, 2 if none did but one could not be told, 0 otherwise.
 */
export async function runGate(args: readonly string[]): Promise<number> {
  const options = read(args);
  if (options === HELP) console.log(gateHelp());
  if (options === HELP || options === undefined) return options === HELP ? 0 : 1;
  const committed = new Map(readTable(DOCUMENT, TABLE).map((row) => [Number(row["clients"]), row]));
  const rows: GateRow[] = [];
  const verdicts: Verdict[] = [];
  for (const clients of options.clients) {
    const { repeated, bytes } = await measureRow(clients, options);
    const before = committed.get(clients);
    const row = toRow(clients, repeated, bytes);
    const verdict = worst([
      verdictOn(repeated, numberIn(before?.[CPU])),
      verdictOn(exactly(bytes), numberIn(before?.[BYTES])),
    ]);
    rows.push(row);
    verdicts.push(verdict);
    for (const reason of new Set(repeated.refused)) console.error(`${clients} clients, a trial was refused: ${reason}`);
    if (!options.json) console.table([{ ...row, committed: before?.[CPU] ?? "", verdict }]);
  }
  if (options.json) console.log(JSON.stringify(rows.map((row, index) => ({ ...row, verdict: verdicts[index] }))));
  if (options.write) writeTable(DOCUMENT, TABLE, rows, measuredOn());
  return EXIT_CODES[worst(verdicts)];
}

async function measureRow(clients: number, { hz, seconds, minutes }: GateOptions) {
  const bytes: number[] = [];
  let floorFirst = false;
  const trial = async (): Promise<Trial> => {
    const pair = await measurePair({ clients, hz, seconds, floorFirst });
    floorFirst = !floorFirst;
    if ("refused" in pair) return pair;
    bytes.push(pair.bytes);
    return { ratio: pair.cpu };
  };
  const patience = { within: WITHIN, limitMs: minutes * 60_000, now: () => performance.now() };
  return { repeated: await repeatUntilSure(trial, patience), bytes };
}

function toRow(clients: number, { interval, isSure, trials, refused }: Repeated, bytes: readonly number[]): GateRow {
  return {
    clients,
    [CPU]: interval && isSure ? round(interval.median, 2) : "undecided",
    from: interval ? round(interval.low, 2) : "",
    to: interval ? round(interval.high, 2) : "",
    [BYTES]: bytes.length > 0 ? round(medianOf(bytes), 2) : "",
    trials,
    refused: refused.length,
  };
}

/** The bytes hardly scatter, so their median alone is compared. */
function exactly(bytes: readonly number[]): Repeated {
  const median = medianOf(bytes);
  const interval = bytes.length > 0 ? { median, low: median, high: median } : undefined;
  return { interval, isSure: true, trials: bytes.length, refused: [] };
}

const medianOf = (values: readonly number[]): number =>
  medianInterval(values)?.median ?? values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Returns the verdict with the greatest consequence. */
const worst = (verdicts: readonly Verdict[]): Verdict =>
  (["worse", "undecided", "new"] as const).find((verdict) => verdicts.includes(verdict)) ?? "kept";

/** Returns the number in a cell of the committed table, or undefined if there is none. */
function numberIn(cell: string | undefined): number | undefined {
  const value = Number.parseFloat(cell ?? "");
  return Number.isNaN(value) ? undefined : value;
}

/** Returns the options, or prints one line to stderr. */
function read(args: readonly string[]): GateOptions | typeof HELP | undefined {
  try {
    return parseGateOptions(args);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    console.error(error.message);
    return undefined;
  }
}
