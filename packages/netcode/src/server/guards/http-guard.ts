import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { Socket } from "node:net";

import { takeListeners } from "./listeners.ts";
import { answerRaw, NO_SNIFFING } from "./raw-answer.ts";
import { readBody } from "./read-body.ts";

/** The longest honest body is a join request of a few hundred bytes. */
const MAX_BODY_BYTES = 8 * 1024;
/** A name, an IPv4 or a bracketed IPv6 address, with or without a port. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;
/** HTTP status by the error code of Node's parser; 400 for all others. */
const PARSER_STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
/** One range with a start. Both ends are short enough to be exact numbers. */
const RANGE = /^bytes=(\d{1,15})-(\d{1,15})?$/;

export interface HttpGuardOptions {
  /** Whether a handler reads and limits the body of requests for this target by itself. */
  readonly readsBody?: (target: string) => boolean;
}

/**
 * Guards everything that answers on `server`: a request that could hurt a handler is refused before it gets there.
 * Call it after all listeners were added, because the framework rearranges them when it starts to listen.
 */
export function guardHttp(server: Server, { readsBody = () => false }: HttpGuardOptions = {}): void {
  const listeners = takeListeners<RequestListener>(server, "request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    // This header is set on every answer, errors included, so that no browser takes text for a script or a page.
    response.setHeader(...NO_SNIFFING);
    // A file that can no longer be read ends its own answer. Without this handler it ended the process.
    response.on("pipe", (source) => source.on("error", () => response.destroy()));
    if (!isWellFormed(request)) {
      refuse(response, 400, "malformed request");
      return;
    }
    dropHarmfulHeaders(request);
    const next = (): void => {
      for (const listener of listeners) listener.call(server, request, response);
    };
    if (readsBody(request.url ?? "")) next();
    else withBody(request, response, next);
  });
  server.on("clientError", (error, socket) => {
    const code = "code" in error ? String(error.code) : "";
    // A second answer would corrupt the answer that is being sent.
    if (code === "ECONNRESET" || !(socket instanceof Socket) || socket.bytesWritten > 0) socket.destroy();
    else answerRaw(socket, PARSER_STATUS[code] ?? 400, "unreadable request");
  });
}

/**
 * Whether host and target form a URL. The framework builds the URL inside a promise without a handler: `Host: [::bad`
 * left the request unanswered. HTTP/1.0 health checks send no host.
 */
function isWellFormed({ url = "", headers: { host } }: IncomingMessage): boolean {
  if (host !== undefined && !HOST.test(host)) return false;
  if (!url.startsWith("/") || !URL.canParse(`http://${host ?? "localhost"}${url}`)) return false;
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}

function dropHarmfulHeaders(request: IncomingMessage): void {
  // The framework puts this header in front of the host as it is. Nothing here needs it.
  delete request.headers["x-forwarded-proto"];
  // `bytes=5-2` makes the file server throw. A server may ignore a range and send everything.
  if (!isLegalRange(request.headers.range)) delete request.headers.range;
}

function isLegalRange(range = ""): boolean {
  const match = RANGE.exec(range);
  return match !== null && Number(match[1]) <= Number(match[2] ?? Infinity);
}

/**
 * Reads a request's body, if there is one, before `next` is called. The framework reads a body without a limit: one
 * request made the process hold 200 MB. The framework uses `request.body` when it is already there.
 */
function withBody(request: IncomingMessage & { body?: string }, response: ServerResponse, next: () => void): void {
  const declared = Number(request.headers["content-length"] ?? 0);
  if (declared === 0 && request.headers["transfer-encoding"] === undefined) {
    next();
    return;
  }
  readBody(request, MAX_BODY_BYTES, (body) => {
    if (body === "oversized") refuse(response, 413, "body too large");
    if (typeof body === "string") return;
    request.body = body.toString();
    next();
  });
}

/** Answers and closes the connection, whether or not more of the request is to come. */
function refuse(response: ServerResponse, status: number, reason: string): void {
  response.on("finish", () => response.socket?.destroySoon());
  response.writeHead(status, { "Content-Type": "text/plain", Connection: "close" }).end(reason);
}
