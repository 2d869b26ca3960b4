import { faultIn, type PeerLog } from "../peer-log.ts";

type Level = "debug" | "info" | "warn" | "error";
type Log = (...logged: unknown[]) => void;

/**
 * Creates the logger that the framework uses. Peers cause nearly all of its lines, and most of them are an error with a
 * stack: by default 1.5 kB for each frame of broken MessagePack.
 */
export function createFrameworkLogger(log: PeerLog): Readonly<Record<Level | "trace", Log>> {
  const write =
    (level: Level): Log =>
    (...logged) =>
      log.write("framework", level, faultIn(logged), "framework");
  return {
    trace: () => {},
    debug: write("debug"),
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
  };
}
