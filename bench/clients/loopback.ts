import { readFileSync } from "node:fs";

const DEVICES = "/proc/net/dev";
/** Received bytes are the first number after the name. */
const RECEIVED = /^\s*lo:\s*(\d+)/m;

/**
 * Returns the bytes that have crossed the loopback device in both directions, with the headers of TCP and IP. Works on
 * Linux only.
 */
export function loopbackBytes(): number {
  const bytes = RECEIVED.exec(readFileSync(DEVICES, "latin1"))?.[1];
  if (bytes === undefined) throw new Error(`${DEVICES} has no loopback device`);
  return Number(bytes);
}
