import { faultIn, logPeer } from "../peer-log.ts";

type Log = (...said: unknown[]) => void;

/**
 * What the framework logs through. Nearly all of its lines are caused by peers, and most of them are an error with its stack:
 * as shipped, 1.5 kB for each frame of broken MessagePack.
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
