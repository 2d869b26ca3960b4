import type { DecoderResult } from "./in-process.ts";
import type { SocketResult } from "./sockets.ts";

/** Most bytes that the whole run may write to the log. */
const MAX_LOG_BYTES = 1_000_000;
/** Smallest share of their traffic that honest clients must keep. */
const MIN_KEPT = 0.9;

/** Lists the forbidden effects of an attack, a line each; empty if there are none. */
export function findFaults(decoders: DecoderResult, sockets: readonly SocketResult[]): string[] {
  const faults: string[] = [];
  const logBytes = sockets.reduce((sum, result) => sum + result.logBytes, decoders.logBytes);
  if (logBytes >= MAX_LOG_BYTES) faults.push(`${logBytes} bytes of log`);
  for (const key of ["exceptions", "complaints", "undecodable"] as const) {
    if (decoders[key] > 0) faults.push(`${decoders[key]} ${key} in the decoders`);
  }
  for (const { target, exceptions, kept } of sockets) {
    if (exceptions > 0) faults.push(`${exceptions} exceptions in the ${target}`);
    if (kept < MIN_KEPT) faults.push(`the honest in the ${target} kept ${Math.round(kept * 100)} % of what they got`);
  }
  return faults;
}
