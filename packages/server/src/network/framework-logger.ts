import { faultIn, logPeer } from "../peer-log.ts";

type Log = (...logged: unknown[]) => void;

/**
 * The logger that the framework uses. Peers cause nearly all of its lines, and most of them are an error with a
 * stack: by default 1.5 kB for each frame of broken MessagePack.
 */
export const frameworkLogger: Readonly<Record<"trace" | "debug" | "info" | "warn" | "error", Log>> = {
  trace: () => {},
  debug: (...logged) => log("debug", logged),
  info: (...logged) => log("info", logged),
  warn: (...logged) => log("warn", logged),
  error: (...logged) => log("error", logged),
};

function log(level: "debug" | "info" | "warn" | "error", logged: readonly unknown[]): void {
  logPeer("framework", level, faultIn(logged), "framework");
}
