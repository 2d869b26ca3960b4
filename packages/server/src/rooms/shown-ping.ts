/** Changes up to this many ms, or this share of what is shown, are no news. */
const UNNOTICED_MS = 5;
const UNNOTICED_SHARE = 0.15;

/**
 * The round trip in ms that everybody is told of somebody who was shown with `shown`, and measures `measured` now. Lines
 * waver all the time, and each change is sent to all: with 400 clients that was a quarter of what each was sent.
 */
export function shownPing(shown: number, measured: number): number {
  const change = Math.abs(measured - shown);
  return change > Math.max(UNNOTICED_MS, shown * UNNOTICED_SHARE) ? measured : shown;
}
