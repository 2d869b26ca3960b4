import type { IncomingHttpHeaders } from "node:http";

/** An origin as browsers write it: scheme, host and port, nothing else. */
export const ORIGIN = /^https?:\/\/[^/?#\s]+$/;

/**
 * Whether a request comes from an allowed page: one that this server served, or one that the host allows. A browser
 * always sends the origin. A client that sends none is not a browser and could send any.
 *
 * This stops pages of other sites from using their visitors' browsers to join. The framework accepts every origin.
 */
export function isAllowedOrigin({ origin, host }: IncomingHttpHeaders, allowed: readonly string[]): boolean {
  if (origin === undefined || allowed.includes(origin.toLowerCase())) return true;
  // A proxy in front may speak TLS where this server does not, so only the host is compared.
  return ORIGIN.test(origin) && URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
