import { faultIn, faultOf, type PeerLog } from "../peer-log.ts";

const SPEAKERS = ["error", "warn", "info", "debug", "trace", "dir", "table"] as const;

/**
 * Redirects the console output of libraries to the log, shortened. A peer may cause such output at any rate, and by
 * default each line is written synchronously. `console.log` is not redirected, because this program uses it.
 */
export function guardConsole(log: PeerLog): void {
  for (const speaker of SPEAKERS) {
    console[speaker] = (...logged: unknown[]) => {
      log.write("console", "warn", faultIn(logged), `console.${speaker}`);
    };
  }
}

/** Logs the warnings of Node.js, which it would otherwise print. */
export function logWarnings(log: PeerLog): void {
  process.removeAllListeners("warning");
  process.on("warning", (warning) => log.write("console", "warn", faultOf(warning), "warning of Node.js"));
}
