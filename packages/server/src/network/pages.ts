import { MapError } from "@fray/shared-state/arena/map-error";
import compression from "compression";
import type { Application, Request, RequestHandler, Response } from "express";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sirv from "sirv";

import { ConfigError } from "../config/config-error.ts";
import { loadMap } from "../maps.ts";
import { BUILT_CLIENT_FOLDER, CLIENT_SOURCE_FOLDER } from "../paths.ts";
import { sendInvitation, type InvitationTo } from "./invitation-card.ts";
import { securityHeaders } from "./security-headers.ts";

interface PageOptions {
  /** The page is served from its sources, and rebuilt when they change. */
  readonly dev: boolean;
  /** Folder of a built page; "" for the page that comes with the server. */
  readonly pageDir: string;
  /** Returns the public addresses of the other servers on which rooms may be. */
  readonly nodes: () => readonly string[];
  /** Origins whose pages may show the game in a frame. */
  readonly embedOrigin: readonly string[];
  readonly basePath: string;
  readonly invitationTo: InvitationTo;
  /** Hash of the rules by which this server's rounds are played again; undefined when it records none. */
  readonly rules: string | undefined;
}

/** Serves the game and the maps. Throws when there is no built page to serve. */
export async function servePages(
  app: Application,
  { dev, pageDir, nodes, embedOrigin, basePath, invitationTo, rules }: PageOptions,
): Promise<void> {
  if (!dev) app.use(securityHeaders(nodes, embedOrigin));
  app.get("/maps/:name.tmj", compression(), sendMap);
  if (dev) {
    const { createServer } = await import("vite");
    const vite = await createServer({
      root: CLIENT_SOURCE_FOLDER,
      server: { middlewareMode: true },
      clearScreen: false,
    });
    // This route is needed because Colyseus would answer "/" otherwise.
    app.get("/", vite.middlewares);
    app.get(WATCH, (request, response, next) => {
      request.url = "/";
      vite.middlewares(request, response, next);
    });
    app.use(vite.middlewares);
    return;
  }
  const folder = pageDir || BUILT_CLIENT_FOLDER;
  if (!existsSync(join(folder, "index.html"))) {
    throw new ConfigError(
      pageDir ? `${pageDir}: no index.html there` : "the client is not built: npm run build:client",
    );
  }
  // Looks files up per request (`dev`) instead of listing them once. A rebuild while the server runs deletes listed
  // files, and reading a deleted file would end the process.
  const files = sirv(folder, { dev: true, etag: true, brotli: true, gzip: true, setHeaders });
  app.get("/", sendInvitation(join(folder, "index.html"), invitationTo, basePath), files);
  app.get(WATCH, sendWatchPage(folder, rules));
  app.use(files);
}

/** Address at which the page shows a replay. */
const WATCH = /^\/watch\/(?<id>[\w-]{1,64})$/;

/**
 * Sends the page to an address in a folder: what the page names beside itself is outside of that folder. Links to the
 * replay and to what shows it come with the page, so that the browser does not fetch them one after the other.
 */
const sendWatchPage =
  (folder: string, rules: string | undefined): RequestHandler<{ id: string }> =>
  async ({ params: { id } }, response, next) => {
    try {
      const page = await readFile(join(folder, "index.html"), "utf8");
      // A page of a host's own may have no such links.
      const links = await readFile(join(folder, "watch-head.html"), "utf8").catch(() => "");
      // A replay of older rules loads those later.
      const own = rules && links ? `<link rel="modulepreload" crossorigin href="./rules/${rules}.js">\n` : "";
      const whole = page.replace("</head>", () => `${own}${links.replaceAll(":id", id)}\n  </head>`);
      response.set("Cache-Control", "no-cache").type("html");
      response.send(whole.replaceAll(/ (src|href)="\.\//g, ' $1="../'));
    } catch (error) {
      next(error);
    }
  };

/** Sends a map as rooms play it, even when its file has changed since it was loaded. */
function sendMap(request: Request<{ name: string }>, response: Response): void {
  try {
    const { text } = loadMap(request.params.name);
    response.set("Cache-Control", "no-cache").type("json").send(text);
  } catch (error) {
    if (!(error instanceof MapError)) throw error;
    response.sendStatus(404);
  }
}

/** Built files have their hash in the name, so they can be cached. The page itself must be requested each time. */
function setHeaders(response: { setHeader(name: string, value: string): void }, path: string): void {
  const immutable = path.startsWith("/assets/");
  response.setHeader("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
}
