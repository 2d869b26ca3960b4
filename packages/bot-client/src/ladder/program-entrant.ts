import type { Runtime } from "@fray/netcode/core";

import { noCounts, type ProgramRecord } from "../exec/counts.ts";
import { createInputs } from "../sdk/action.ts";
import type { View } from "../view/view.ts";
import type { Entrant, Seated, Seating } from "./entrant.ts";
import { IDLE } from "./headless-round.ts";
import type { PatienceLimits } from "./patience.ts";
import { PatientProgram, type Wire } from "./patient-program.ts";

/** A program is not started again after this many rounds in a row without an answer. */
const MAX_SILENT_ROUNDS = 3;

export interface ProgramOptions {
  readonly patience: PatienceLimits;
  /** Receives the lines of the program's standard error, and its first error. */
  readonly tell: (line: string) => void;
  /** Whether one process plays several rounds, as long as it keeps up. Otherwise each round has a new process. */
  readonly stays: boolean;
}

/** Creates an entrant that plays in a separate process. */
export function programEntrant(runtime: Runtime, name: string, wire: Wire<View>, options: ProgramOptions): Entrant {
  const record = noCounts();
  const tell = (line: string): void => options.tell(`${name}: ${line}`);
  const tellFirstError = oncePerRecord(record, tell);
  let silentRounds = 0;
  let program: PatientProgram<View> | undefined;

  const start = (seating: Seating): Seated => {
    const { patience } = options;
    program ??= new PatientProgram(runtime, wire, record, { said: tell, cpuSeconds: cpuSecondsFor(seating, patience) });
    const playing = program;
    playing.begin(seating, patience);
    const inputOf = createInputs();
    return {
      mind: async (view) => {
        const answer = await playing.ask(view);
        if (answer.say !== undefined || answer.mark) seating.note?.(answer);
        const input = inputOf(answer);
        tellFirstError();
        return input;
      },
      leave: async () => {
        silentRounds = playing.hasAnswered ? 0 : silentRounds + 1;
        if (silentRounds === MAX_SILENT_ROUNDS) tell(`it has not answered in ${silentRounds} rounds and is out`);
        if (options.stays && playing.keepsUp) return playing.pause();
        program = undefined;
        await playing.stop();
      },
    };
  };
  return {
    name,
    record,
    enter: async (seating) => (silentRounds < MAX_SILENT_ROUNDS ? start(seating) : standStill(record)),
    close: async () => {
      await program?.stop();
      program = undefined;
    },
  };
}

function standStill(record: ProgramRecord): Seated {
  record.out++;
  const mind = () => {
    record.idle++;
    return IDLE;
  };
  return { mind, leave: async () => {} };
}

function oncePerRecord(record: ProgramRecord, tell: (line: string) => void): () => void {
  let hasTold = false;
  return () => {
    if (hasTold || record.firstError === undefined) return;
    hasTold = true;
    tell(record.firstError);
  };
}

/** Twice the time for all steps of all rounds, in s: the system's limit is a second guard after our own. */
function cpuSecondsFor({ seconds, dt, rounds }: Seating, { bankMs, perAnswerMs }: PatienceLimits): number {
  return Math.ceil((2 * rounds * (bankMs + (seconds / dt) * perAnswerMs)) / 1000);
}
