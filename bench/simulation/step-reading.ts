import { z } from "zod";

/** The cost of a step of the world. */
export const StepReading = z.object({
  /** Average number of shots in the air. */
  shots: z.number(),
  stepMs: z.object({ p50: z.number(), p99: z.number(), max: z.number() }),
  /** All heap bytes that were allocated, divided by the number of bodies. */
  bytesPerBodyAndTick: z.number(),
});
export type StepReading = z.infer<typeof StepReading>;
