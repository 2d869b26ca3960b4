import type { Seen } from "./cell.ts";
import type { Expected } from "./paths/path.ts";
import type { Verdict } from "./verdict.ts";

const NAMES = { websocket: "WebSocket", http: "HTTP" } as const;

/** A cell of the table: what happened, or why nothing could. */
export type Cell = ({ readonly seen: Seen } & Verdict) | { readonly failed: string } | { readonly missing: string };

/** Describes an expected outcome. */
export const describeExpected = (expected: Expected): string =>
  "plays" in expected ? `plays over ${NAMES[expected.plays]}` : "is refused, with a sentence and a line in the log";

/** Describes a cell in one line. */
export function describeCell(cell: Cell): string {
  if ("missing" in cell) return `not run: ${cell.missing}`;
  if ("failed" in cell) return `FAILED: ${cell.failed}`;
  const { seen, verdict, differences } = cell;
  if ("refused" in seen) return `refused ${seen.refused}`;
  const text = `${NAMES[seen.plays]}, body after ${inSeconds(seen.bodyMs)}, back after ${inSeconds(seen.backMs)}`;
  if (verdict === "expected") return text;
  return verdict === "undecided"
    ? `${text}; undecided on a busy machine: ${differences.join(", ")}`
    : `FAILED: ${differences.join(", ")} (${text})`;
}

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
