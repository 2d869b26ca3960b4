import { isAllowedOrigin } from "@fray/netcode/server";
import type { RequestHandler } from "express";

/**
 * Refuses requests that a page of another site makes a browser send, because the browser adds the password that it
 * remembers. Such a request names its origin. Programs send no origin, and know no password but their own.
 */
export const ownPagesOnly: RequestHandler = ({ method, headers }, response, next) => {
  const site = headers["sec-fetch-site"];
  const isOwn = isAllowedOrigin(headers, []) && (site === undefined || site === "same-origin" || site === "none");
  if (method === "GET" || method === "HEAD" || isOwn) next();
  else response.status(403).json({ code: 403, error: "requests from another site's page are not accepted" });
};
