import { TRACE_COLUMNS, TRACED_FIELDS } from "../../trace/own-trace.ts";
import { readTraceFile } from "../../trace/trace-file.ts";
import type { Companion, CompanionView } from "../companion.ts";
import type { WorkerLink } from "../worker-link.ts";
import { TimeMachine } from "./time-machine.ts";
import { Track } from "./track.ts";

/** A replay with what a page had noted of its own body at the same time. */
interface OpenTrace {
  readonly replay: Uint8Array;
  /** Compares the two, when the replay is open. Rejects with a sentence for the person who opened the file. */
  readonly compare: (link: WorkerLink) => Promise<(view: CompanionView) => Companion>;
}

/** Opens a file that a page has saved. Rejects with a sentence for the person who opened it. */
export async function openTrace(file: Uint8Array): Promise<OpenTrace> {
  const { replay, trace } = await readTraceFile(file);
  const { self, rows } = trace;
  const { length } = TRACE_COLUMNS.steps;
  const seqAt = TRACE_COLUMNS.steps.indexOf("seq");
  const predictions = {
    self,
    fields: TRACED_FIELDS,
    fromTick: rows.arrivals[0]?.[TRACE_COLUMNS.arrivals.indexOf("tick")] ?? 0,
    bodies: new Map(rows.steps.map((row) => [row[seqAt] ?? 0, row.slice(length)])),
  };
  return {
    replay,
    compare: async (link) => {
      const answer = await link.ask({ type: "compare", predictions });
      if (answer.type !== "compared") throw new Error(answer.type === "failed" ? answer.message : "");
      const { comparison } = answer;
      return (view) => new TimeMachine(view, comparison, new Track(trace, comparison));
    },
  };
}
