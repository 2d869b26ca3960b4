import { faultIn, logPeer } from "../peer-log.ts";

type Log = (...said: unknown[]) => void;

/**
 * The logger that the framework uses. Peers cause nearly all of its lines, and most of them are an error with a
 * stack: by default 1.5 kB for each frame of broken MessagePack.
 */
export const frameworkLogger: Readonly<Record<"trace" | "debug" | "info" | "warn" | "error", Log>> = {
  trace: () => {},
  debug: (...said) => log("debug", said),
  info: (...said) => log("info", said),
  warn: (...said) => log("warn", said),
  error: (...said) => log("error", said),
};

function log(level: "debug" | "info" | "warn" | "error", said: readonly unknown[]): void {
  logPeer("framework", level, faultIn(said), "framework");
}
