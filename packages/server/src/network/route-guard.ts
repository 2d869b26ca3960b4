import { matchMaker } from "@colyseus/core";
import { isAllowedOrigin, isPoll, takeListeners } from "@fray/netcode/server";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";

interface Route {
  readonly path: { test(path: string): boolean };
  readonly methods: readonly string[];
  /** Whether pages of the sites that the host allows may read the answer. */
  readonly isShared: boolean;
}

const READ = ["GET", "HEAD"] as const;

/** The first route that matches counts. Express ignores the case of letters. */
const ROUTES: readonly Route[] = [
  { path: /^\/matchmake\//, methods: ["POST", "OPTIONS"], isShared: true },
  // Whoever answers them says in few bytes who may read the answer.
  { path: { test: isPoll }, methods: ["POST"], isShared: false },
  { path: /^\/api\/page-error\/?$/i, methods: ["POST"], isShared: false },
  { path: /^\/api\/my-data(?:\/|$)/i, methods: [...READ, "POST"], isShared: false },
  { path: /^\/(?:maps|api)\//i, methods: READ, isShared: true },
  { path: /^\/health(?:\/(?:live|ready))?\/?$/i, methods: READ, isShared: true },
  { path: /^\/admin(?:\/|$)/i, methods: [...READ, "POST"], isShared: false },
  // A browser sends the passwords that it remembers with the requests of an allowed page, so all other paths are for
  // this server's own pages.
  { path: /^/, methods: READ, isShared: false },
];

/** Two hours in s. Browsers limit the time for which a preflight answer is cached to this. */
const PREFLIGHT_SECONDS = "7200";

/**
 * Refuses methods that a path does not support, and tells browsers which pages may read an answer: only those whose
 * origin is allowed. By default the framework answers every method and lets every page read. Call it before paths are
 * mounted.
 */
export function guardRoutes(server: Server, allowedOrigins: readonly string[]): void {
  shareNothingElse();
  const listeners = takeListeners<RequestListener>(server, "request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const { method = "", url = "" } = request;
    const [path = ""] = url.split("?", 1);
    const route = ROUTES.find((each) => each.path.test(path));
    if (route?.isShared) share(request, response, route.methods, allowedOrigins);
    if (route?.methods.includes(method)) for (const listener of listeners) listener.call(server, request, response);
    else refuse(response, route?.methods ?? []);
  });
}

/** Removes the headers that the framework adds to every answer. */
function shareNothingElse(): void {
  const { controller } = matchMaker;
  for (const header of Object.keys(controller.DEFAULT_CORS_HEADERS))
    Reflect.deleteProperty(controller.DEFAULT_CORS_HEADERS, header);
  controller.getCorsHeaders = () => ({});
}

function share(
  { headers }: IncomingMessage,
  response: ServerResponse,
  methods: readonly string[],
  allowed: readonly string[],
): void {
  // A cache must not give one page the answer for another.
  response.setHeader("Vary", "Origin");
  if (headers.origin === undefined || !isAllowedOrigin(headers, allowed)) return;
  response.setHeader("Access-Control-Allow-Origin", headers.origin);
  response.setHeader("Access-Control-Allow-Credentials", "true");
  response.setHeader("Access-Control-Allow-Methods", methods.join(", "));
  response.setHeader("Access-Control-Allow-Headers", "Content-Type, Accept, Authorization");
  response.setHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS);
}

function refuse(response: ServerResponse, methods: readonly string[]): void {
  response.writeHead(405, { Allow: methods.join(", "), "Content-Type": "application/json" });
  response.end(JSON.stringify({ code: 405, error: "this path does not support this method" }));
}
