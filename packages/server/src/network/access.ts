import type { RequestHandler } from "express";

import { isSame } from "./secret.ts";

/**
 * How a client sends a secret: as `Authorization: Bearer <secret>`, or through a browser's own dialog for user name
 * and password.
 */
type Scheme = "Bearer" | "Basic";

/**
 * Passes on only requests that contain `secret`. Without a secret in the settings all requests are refused, so the
 * guarded path is closed until a host opens it. With "Basic" the user name may be anything.
 */
export const requireSecret = (scheme: Scheme, secret: string, what: string): RequestHandler =>
  requireOneOf(scheme, { isSet: secret !== "", accepts: (shown) => isSame(shown, secret) }, what);

/** As `requireSecret`, for more than one secret. */
export function requireOneOf(
  scheme: Scheme,
  secrets: { readonly isSet: boolean; readonly accepts: (shown: string) => boolean },
  what: string,
): RequestHandler {
  return (request, response, next) => {
    if (!secrets.isSet) {
      response.status(403).json({ code: 403, error: `${what} is off: the host has set no secret for it` });
      return;
    }
    if (secrets.accepts(shownIn(request.headers.authorization, scheme))) {
      next();
      return;
    }
    response.set("WWW-Authenticate", scheme === "Basic" ? 'Basic realm="Fray", charset="UTF-8"' : "Bearer");
    response.status(401).json({ code: 401, error: `${what} needs a secret` });
  };
}

/** Returns the secret in a header; "" for none. */
export function shownIn(header: string | undefined, scheme: Scheme): string {
  if (!header?.startsWith(`${scheme} `)) return "";
  const shown = header.slice(scheme.length + 1);
  if (scheme === "Bearer") return shown;
  const decoded = Buffer.from(shown, "base64").toString();
  return decoded.slice(decoded.indexOf(":") + 1);
}
