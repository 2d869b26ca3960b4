import { z } from "zod";

/** What a step of the world costs by itself. */
export const StepReading = z.object({
  /** In the air, on average. */
  shots: z.number(),
  stepMs: z.object({ p50: z.number(), p99: z.number(), max: z.number() }),
  /** Left on the heap, for whatever, divided by the bodies. */
  bytesPerBodyAndTick: z.number(),
});
export type StepReading = z.infer<typeof StepReading>;
