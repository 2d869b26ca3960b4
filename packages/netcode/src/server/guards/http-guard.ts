import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { Socket } from "node:net";

import { takeListeners } from "./listeners.ts";
import { answerRaw, NO_SNIFFING } from "./raw-answer.ts";

/** The longest honest body is a join's options, a few hundred bytes. */
const MAX_BODY_BYTES = 8 * 1024;
/** A name, an IPv4 or a bracketed IPv6 address, with or without a port. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;
/** What Node's parser ends a connection with, by its code; 400 for all else. */
const PARSER_STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
/** One range with a start, each end short enough to be exact as a number. */
const RANGE = /^bytes=(\d{1,15})-(\d{1,15})?$/;

/**
 * Puts a door in front of everything that answers on `server`: a request that could hurt what is behind it is refused
 * and never gets there. Call it once all listeners are there, for the framework rearranges them as it starts to listen.
 */
export function guardHttp(server: Server): void {
  const listeners = takeListeners<RequestListener>(server, "request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    // On whatever answers, also where an error does: no browser shall take text of ours for a script or a page.
    response.setHeader(...NO_SNIFFING);
    // A file that can't be opened or read any more ends its answer; as shipped it ended the process.
    response.on("pipe", (source) => source.on("error", () => response.destroy()));
    if (!isWellFormed(request)) {
      refuse(response, 400, "malformed request");
      return;
    }
    dropHarmfulHeaders(request);
    withBody(request, response, () => {
      for (const listener of listeners) listener.call(server, request, response);
    });
  });
  server.on("clientError", (error, socket) => {
    const code = "code" in error ? String(error.code) : "";
    // With something on its way already, another answer would only garble it.
    if (code === "ECONNRESET" || !(socket instanceof Socket) || socket.bytesWritten > 0) socket.destroy();
    else answerRaw(socket, PARSER_STATUS[code] ?? 400, "unreadable request");
  });
}

/**
 * Whether host and target make a URL. The framework builds one in a promise nobody waits for: `Host: [::bad` left the
 * request unanswered. A missing host is what HTTP/1.0 health checks send.
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
  // The framework puts it before the host as it comes; nothing here needs to know.
  delete request.headers["x-forwarded-proto"];
  // `bytes=5-2` throws where files are served. A server may ignore a range, and then sends all.
  if (!isLegalRange(request.headers.range)) delete request.headers.range;
}

function isLegalRange(range = ""): boolean {
  const match = RANGE.exec(range);
  return match !== null && Number(match[1]) <= Number(match[2] ?? Infinity);
}

/**
 * Reads the body, if there is one, before `next` is called. Read by the framework it has no limit: one request made
 * the process hold 200 MB. It takes a body that is already there from `request.body`.
 */
function withBody(request: IncomingMessage & { body?: string }, response: ServerResponse, next: () => void): void {
  const declared = Number(request.headers["content-length"] ?? 0);
  if (declared > MAX_BODY_BYTES) {
    refuse(response, 413, "body too large");
    return;
  }
  if (declared === 0 && request.headers["transfer-encoding"] === undefined) {
    next();
    return;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.on("data", (chunk: Buffer) => {
    if (bytes > MAX_BODY_BYTES) return;
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) refuse(response, 413, "body too large");
    else chunks.push(chunk);
  });
  request.on("end", () => {
    if (bytes > MAX_BODY_BYTES) return;
    request.body = Buffer.concat(chunks).toString();
    next();
  });
  // It hung up in the middle: there is nobody to answer.
  request.on("error", () => {});
}

/** Answers and closes the line, whatever is still to come on it. */
function refuse(response: ServerResponse, status: number, reason: string): void {
  response.on("finish", () => response.socket?.destroySoon());
  response.writeHead(status, { "Content-Type": "text/plain", Connection: "close" }).end(reason);
}
