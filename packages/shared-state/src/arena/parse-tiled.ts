import type { z } from "zod";

import { MapError } from "./map-error.ts";

interface Wording {
  /** The beginning of an error message. */
  readonly where: string;
  /** What is wrong with a field, in words for a mapper. */
  readonly faults: Readonly<Record<string, string>>;
  /** What is wrong when no field is to blame. */
  readonly otherwise: string;
}

/** Reads JSON by a schema. Throws a `MapError` in the words of `faults`: those of the checker mean nothing to a mapper. */
export function parseTiled<T extends z.ZodType>(schema: T, json: unknown, wording: Wording): z.infer<T> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [field] = parsed.error.issues[0]?.path ?? [];
  throw new MapError(`${wording.where} ${wording.faults[String(field)] ?? wording.otherwise}`);
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
