import type { Request, RequestHandler } from "express";
import helmet from "helmet";
import type { ServerResponse } from "node:http";

import { hostOf } from "./public-address.ts";

/** What pages of ours use of a browser's abilities, and then only by themselves. Sound and gamepads are the game's. */
const USED = ["autoplay", "clipboard-write", "fullscreen", "gamepad"];
/** Abilities that no code of ours asks for, so that none that gets into the page has them. All are names that browsers know. */
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

/** The `Permissions-Policy` of every page. */
export const PERMISSIONS_POLICY = [
  ...USED.map((ability) => `${ability}=(self)`),
  ...UNUSED.map((ability) => `${ability}=()`),
].join(", ");

/** As a source of a policy: the WebSockets of some hosts. */
const socketsOf = (hosts: readonly string[]): string => hosts.map((host) => `ws://${host} wss://${host}`).join(" ");

/**
 * What a page of ours may do: load from this server and talk to it and to the `nodes` its rooms may be in (public addresses),
 * nothing else. Not while developing, when Vite writes scripts and styles into the page.
 */
export function securityHeaders(nodes: () => readonly string[]): RequestHandler {
  // Its own server is spelled out since not every browser counts `ws:` to "self".
  const sockets = ({ headers: { host } }: Request): string =>
    socketsOf([...(host ? [host] : []), ...nodes().map(hostOf)]);
  const protect = helmet({
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
        connectSrc: ["'self'", (request: unknown, _response: ServerResponse) => sockets(request as Request)],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Whether a host speaks TLS, and will tomorrow, is for whoever ends it to promise.
    strictTransportSecurity: false,
  });
  return (request, response, next) => {
    response.set("Permissions-Policy", PERMISSIONS_POLICY);
    protect(request, response, next);
  };
}
