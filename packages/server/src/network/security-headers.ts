import type { Request, RequestHandler } from "express";
import helmet from "helmet";
import type { ServerResponse } from "node:http";

/** Where the page may connect to: its own server, spelled out since not every browser counts `ws:` to "self". */
const ownServer = (request: { headers: { host?: string | undefined } }): string => {
  const { host } = request.headers;
  return host ? `ws://${host} wss://${host}` : "";
};

/**
 * What a page of ours may do: load from this server and talk to it, nothing else. Not while developing, when Vite writes
 * scripts and styles into the page.
 */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        // Phaser's own white pixel and placeholder are data: images; painted textures may become blobs.
        imgSrc: ["'self'", "data:", "blob:"],
        mediaSrc: ["'self'", "blob:"],
        connectSrc: ["'self'", (request: unknown, _response: ServerResponse) => ownServer(request as Request)],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Whether a host speaks TLS, and will tomorrow, is for whoever ends it to promise.
    strictTransportSecurity: false,
  });
}
