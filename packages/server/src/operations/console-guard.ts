import { faultIn, faultOf, logPeer } from "../peer-log.ts";

const SPEAKERS = ["error", "warn", "info", "debug", "trace", "dir", "table"] as const;

/**
 * Takes the console from libraries. What they have to say may be caused by a peer, as often and as long as it wants, and as
 * shipped each line is written before anything else is done. Their first words go to the log instead; `console.log` is ours.
 */
export function guardConsole(): void {
  for (const speaker of SPEAKERS) {
    console[speaker] = (...said: unknown[]) => {
      logPeer("console", "warn", faultIn(said), `console.${speaker}`);
    };
  }
}

/** Logs Node.js's own warnings, which it would write by itself. */
export function logWarnings(): void {
  process.removeAllListeners("warning");
  process.on("warning", (warning) => logPeer("console", "warn", faultOf(warning), "warning of Node.js"));
}
