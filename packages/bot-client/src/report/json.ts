import { countAll, type Report } from "./report.ts";

/** Formats the report for a program: one line of JSON. */
export function toJson({ inputs, patches, bytes, ...rest }: Report): string {
  return JSON.stringify({
    type: "report",
    ...rest,
    now: undefined,
    inputsPerSecond: inputs.mean,
    patchesPerSecond: patches.mean,
    bytesPerSecondPerClient: bytes.mean,
    bytesPerSecond: bytes,
  });
}

/** Formats the current state of the run for a program: one line of JSON. Rates are means over the clients in play. */
export function progressJson(report: Report): string {
  const { seconds, playing, joined, failed, kills, now } = report;
  return JSON.stringify({
    type: "progress",
    seconds,
    playing,
    joined,
    failed,
    disconnected: countAll(report.disconnects),
    decodeErrors: countAll(report.decodeErrors),
    kills,
    inputsPerSecond: now.inputs,
    patchesPerSecond: now.patches,
    bytesPerSecond: now.bytes,
    pingMs: now.ping,
  });
}
