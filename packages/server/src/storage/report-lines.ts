import { z } from "zod";

import type { ReportedLine } from "./report.ts";

const Lines = z.array(z.object({ person: z.number(), name: z.string(), text: z.string() }));

/** Reads the lines of chat of a report. Throws for a text that this program has not written. */
export const parseLines = (json: string): ReportedLine[] => Lines.parse(JSON.parse(json));
