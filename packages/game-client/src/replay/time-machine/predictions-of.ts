import { TRACE_COLUMNS, TRACED_FIELDS } from "../../trace/own-trace.ts";
import type { SavedTrace } from "../../trace/trace-file.ts";
import type { Predictions } from "../comparison.ts";

/** Returns what is compared of a trace. */
export function predictionsOf({ self, rows: { steps, arrivals } }: SavedTrace): Predictions {
  const [sentAt, seq] = [TRACE_COLUMNS.steps.indexOf("at"), TRACE_COLUMNS.steps.indexOf("seq")];
  const [arrivedAt, tick] = [TRACE_COLUMNS.arrivals.indexOf("at"), TRACE_COLUMNS.arrivals.indexOf("tick")];
  const acknowledged = TRACE_COLUMNS.arrivals.indexOf("seq");
  let next = 0;
  const heard = arrivals.flatMap((row, index): (readonly [number, number])[] => {
    while ((steps[next]?.[sentAt] ?? Infinity) < (row[arrivedAt] ?? 0)) next++;
    // A patch without the result of an input changes nothing in the prediction.
    const isNew = row[acknowledged] !== arrivals[index - 1]?.[acknowledged];
    return isNew ? [[row[tick] ?? 0, steps[next]?.[seq] ?? Infinity]] : [];
  });
  return {
    self,
    fields: TRACED_FIELDS,
    fromTick: heard[0]?.[0] ?? 0,
    heard,
    bodies: new Map(steps.map((row) => [row[seq] ?? 0, row.slice(TRACE_COLUMNS.steps.length)])),
  };
}
