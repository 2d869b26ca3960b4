import { isAllowedOrigin } from "@fray/netcode/server";
import type { RequestHandler } from "express";

/**
 * Refuses what a page of another site has a browser send: it would come with the password that the browser remembers. Such
 * a request says where it is from; programs, which have no password but their own, say nothing.
 */
export const ownPagesOnly: RequestHandler = ({ method, headers }, response, next) => {
  const site = headers["sec-fetch-site"];
  const isOwn = isAllowedOrigin(headers, []) && (site === undefined || site === "same-origin" || site === "none");
  if (method === "GET" || method === "HEAD" || isOwn) next();
  else response.status(403).json({ code: 403, error: "not from another site's page" });
};
