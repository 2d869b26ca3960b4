/** A change of at most this many ms, or of this share of the shown ping, is not sent. */
const UNNOTICED_MS = 5;
const UNNOTICED_SHARE = 0.15;

/**
 * Returns the ping in ms to show in the roster, from the ping that is `shown` now and the newly `measured` ping.
 * Pings fluctuate, and each change is sent to all clients: with 400 clients that was a quarter of what each of them
 * received.
 */
export function shownPing(shown: number, measured: number): number {
  const change = Math.abs(measured - shown);
  return change > Math.max(UNNOTICED_MS, shown * UNNOTICED_SHARE) ? measured : shown;
}
