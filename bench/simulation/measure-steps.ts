import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { StepReading } from "./step-reading.ts";

const PROGRAM = fileURLToPath(new URL("./step-world.ts", import.meta.url));
const NODE_ARGS = ["--expose-gc", "--min-semi-space-size=256", "--max-semi-space-size=256"];
const BODIES = [100, 400, 1000];
/**
 * Shares of the time in which each body shoots. With the larger share, about as many shots are in the air as there
 * are bodies.
 */
const DOINGS = { running: 0, fighting: 0.6 } as const;

export interface StepRow {
  readonly bodies: number;
  /** Schema instances, as in rooms of up to 64 places, or plain objects, as in larger rooms and headless matches. */
  readonly kind: "synced" | "plain";
  readonly doing: string;
  readonly "shots in the air": number;
  /** Time of a step, in ms. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Heap bytes that a tick allocates per body. */
  readonly "B/body/tick": number;
}

/** Measures one tick of the world without room and sockets. */
export async function measureSteps(): Promise<StepRow[]> {
  const rows: StepRow[] = [];
  for (const bodies of BODIES) {
    for (const kind of ["synced", "plain"] as const) {
      for (const [doing, fireShare] of Object.entries(DOINGS)) {
        const args = [...NODE_ARGS, PROGRAM, String(bodies), kind, String(fireShare)];
        const { stdout } = await promisify(execFile)(process.execPath, args);
        const { shots, stepMs, bytesPerBodyAndTick } = StepReading.parse(JSON.parse(stdout));
        const { p50, p99, max } = stepMs;
        rows.push({
          bodies,
          kind,
          doing,
          "shots in the air": Math.round(shots),
          p50: round(p50),
          p99: round(p99),
          max: round(max),
          "B/body/tick": Math.round(bytesPerBodyAndTick),
        });
      }
    }
  }
  return rows;
}

const round = (ms: number): number => Math.round(ms * 100) / 100;
