import { Stepper } from "@fray/netcode/testing";
import { fileURLToPath } from "node:url";

import type { Plan } from "./plan.ts";
import type { RecordPlan, Verdict } from "./verdict.ts";

/** What the process is sent. */
export interface LifeMessage {
  readonly plan: Plan;
  readonly record?: RecordPlan | undefined;
}

/**
 * Runs one life in this process, which does nothing else: clock, randomness and the server belong to the process.
 * The plan comes as a message, and the verdict goes back as one.
 */
process.on("message", ({ plan, record }: LifeMessage) => void live(plan, record));

// The SDK prints every reconnection.
for (const level of ["log", "info", "warn", "error", "debug"] as const) console[level] = () => {};

async function live(plan: Plan, record: RecordPlan | undefined): Promise<void> {
  const stepper = new Stepper({ seed: plan.seed });
  Object.assign(globalThis, { frayStepper: stepper });
  // These modules take clock, randomness and sockets of the process as they find them.
  const { runLife } = await import("./run-life.ts");
  const verdict: Verdict = await runLife(plan, stepper, record).catch((error: unknown) => {
    process.stderr.write(error instanceof Error ? `${error.stack}\n` : String(error));
    return process.exit(1);
  });
  process.send?.(verdict, () => process.exit(0));
}

export const LIFE_MODULE = fileURLToPath(import.meta.url);
