import { readTraceFile } from "../../trace/trace-file.ts";
import type { Companion, CompanionView } from "../companion.ts";
import type { WorkerLink } from "../worker-link.ts";
import { predictionsOf } from "./predictions-of.ts";
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
  const predictions = predictionsOf(trace);
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
