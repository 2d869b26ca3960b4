import type { IncomingHttpHeaders } from "node:http";

/** An origin as browsers write it: scheme, host and port, nothing else. */
export const ORIGIN = /^https?:\/\/[^/?#\s]+$/;

/**
 * Whether a request may come from the page it says it comes from: one this server served, or one the host allows. A
 * browser always says; whoever does not is no browser and can say anything.
 *
 * It stops pages elsewhere from seating their visitors here. The framework as shipped takes every origin.
 */
export function isAllowedOrigin({ origin, host }: IncomingHttpHeaders, allowed: readonly string[]): boolean {
  if (origin === undefined || allowed.includes(origin.toLowerCase())) return true;
  // A proxy in front may speak TLS where this server does not, so only the host is compared.
  return ORIGIN.test(origin) && URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
