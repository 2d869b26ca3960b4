import { MapError } from "@fray/shared-state/arena/map-error";
import compression from "compression";
import type { Application, Request, Response } from "express";
import { existsSync } from "node:fs";
import sirv from "sirv";

import { loadMap } from "../maps.ts";
import { BUILT_CLIENT_FOLDER, CLIENT_SOURCE_FOLDER } from "../paths.ts";
import { securityHeaders } from "./security-headers.ts";

/**
 * Serves the game and the maps. In development the page comes from its sources, rebuilt as they change. `nodes` are the public
 * addresses of other servers that rooms may be in.
 */
export async function servePages(app: Application, dev: boolean, nodes: () => readonly string[]): Promise<void> {
  if (!dev) app.use(securityHeaders(nodes));
  app.get("/maps/:name.tmj", compression(), sendMap);
  if (dev) {
    const { createServer } = await import("vite");
    const vite = await createServer({
      root: CLIENT_SOURCE_FOLDER,
      server: { middlewareMode: true },
      clearScreen: false,
    });
    // An own route for "/", or Colyseus would answer it.
    app.get("/", vite.middlewares);
    app.use(vite.middlewares);
    return;
  }
  if (!existsSync(`${BUILT_CLIENT_FOLDER}index.html`)) throw new Error("the client is not built: npm run build:client");
  // Looked up per request (`dev`), not listed once: a rebuild beside a running server takes listed files away, and
  // reading one that is gone would end the process.
  const files = sirv(BUILT_CLIENT_FOLDER, { dev: true, etag: true, brotli: true, gzip: true, setHeaders });
  app.get("/", files);
  app.use(files);
}

/** Sends a map as rooms play it, whatever has become of its file since. */
function sendMap(request: Request<{ name: string }>, response: Response): void {
  try {
    const { text } = loadMap(request.params.name);
    response.set("Cache-Control", "no-cache").type("json").send(text);
  } catch (error) {
    if (!(error instanceof MapError)) throw error;
    response.sendStatus(404);
  }
}

/** Built files carry their hash in their name; the page itself must be asked for each time. */
function setHeaders(response: { setHeader(name: string, value: string): void }, path: string): void {
  const immutable = path.startsWith("/assets/");
  response.setHeader("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
}
