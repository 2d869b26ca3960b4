import type { Request, RequestHandler } from "express";
import helmet from "helmet";
import type { ServerResponse } from "node:http";

import { hostOf } from "./public-address.ts";

/**
 * Browser features that the game's pages use, such as sound and gamepads. Frames of other sites in the page may not
 * use them.
 */
const USED = ["autoplay", "clipboard-write", "fullscreen", "gamepad"];
/**
 * Browser features that the game never uses. They are off, so that injected code cannot use them. All names are known
 * to browsers.
 */
const UNUSED = [
  "accelerometer",
  "camera",
  "clipboard-read",
  "display-capture",
  "encrypted-media",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "local-fonts",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "picture-in-picture",
  "publickey-credentials-get",
  "screen-wake-lock",
  "serial",
  "usb",
  "xr-spatial-tracking",
];

/** What Chromium would say about itself in three headers of each request. Nobody reads them. */
const HINTS = ["ch-ua", "ch-ua-mobile", "ch-ua-platform"];

/** The `Permissions-Policy` of every page. */
export const PERMISSIONS_POLICY = [
  ...USED.map((ability) => `${ability}=(self)`),
  ...[...UNUSED, ...HINTS].map((ability) => `${ability}=()`),
].join(", ");

/** Returns the policy source for the connections to some hosts, over WebSockets and over HTTP. */
const socketsOf = (own: readonly string[], nodes: readonly string[]): string =>
  [
    ...[...own, ...nodes].flatMap((host) => [`ws://${host}`, `wss://${host}`]),
    ...nodes.flatMap((host) => [`http://${host}`, `https://${host}`]),
  ].join(" ");

/**
 * Sends the content security policy of the game's pages: they may load from this server, and connect to it and to the
 * `nodes` on which rooms may be (public addresses), and nothing else. Development has no policy, because Vite writes
 * scripts and styles into the page. Only pages of the origins in `embedders` may show it in a frame.
 */
export function securityHeaders(nodes: () => readonly string[], embedders: readonly string[]): RequestHandler {
  // The page's own server is listed by name, because not every browser includes `ws:` in "self".
  const sockets = ({ headers: { host } }: Request): string => socketsOf(host ? [host] : [], nodes().map(hostOf));
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        // Phaser's own white pixel and placeholder are `data:` images. Painted textures may become blobs.
        imgSrc: ["'self'", "data:", "blob:"],
        mediaSrc: ["'self'", "blob:"],
        connectSrc: ["'self'", (request: unknown, _response: ServerResponse) => sockets(request as Request)],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: embedders.length > 0 ? ["'self'", ...embedders] : ["'none'"],
      },
    },
    // This header can't name origins. All browsers of today follow the policy above instead.
    xFrameOptions: embedders.length > 0 ? false : { action: "deny" },
    // Only the operator of the TLS endpoint can promise that this host keeps using TLS.
    strictTransportSecurity: false,
  });
  return (request, response, next) => {
    response.set("Permissions-Policy", PERMISSIONS_POLICY);
    protect(request, response, next);
  };
}
