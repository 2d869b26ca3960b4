import type { ServerResponse } from "node:http";

/** Reasons for which a request of an HTTP connection is refused. */
export const POLL_REFUSALS = {
  origin: { status: 403, sentence: "this server does not accept players from another site's page" },
  malformed: { status: 400, sentence: "malformed exchange" },
  oversized: { status: 413, sentence: "body too large" },
  slow: { status: 408, sentence: "the request took too long to arrive" },
  unknown: { status: 410, sentence: "no such connection" },
  guesses: { status: 429, sentence: "too many unknown connections from this address; try again in a minute" },
  /** Answered before, and the peer has said that the answer has arrived. */
  stale: { status: 409, sentence: "this request was answered before" },
  /** The same request has come again, and the later one is answered. */
  repeated: { status: 409, sentence: "this request came again" },
  /** Sent too long before others that must come first. */
  early: { status: 409, sentence: "too many requests are missing before this one" },
  flood: { status: 429, sentence: "too many requests" },
  connections: { status: 429, sentence: "too many connections from this address; try again in a minute" },
  /** The connection has ended while this request waited. */
  ended: { status: 410, sentence: "the connection has ended" },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly sentence: string }>>;
export type PollRefusal = keyof typeof POLL_REFUSALS;

/**
 * `no-transform` keeps proxies from compressing, and so from waiting for more. There is no content type: whatever reads
 * the answers does not need it, and `guardHttp` forbids browsers to guess one.
 */
const HEADERS = { "Cache-Control": "no-store, no-transform" } as const;

/** nginx reads the second one, and then passes on each piece as it comes. */
const STREAM_HEADERS = { ...HEADERS, "X-Accel-Buffering": "no" } as const;

/** The answer to one request, which is given once. */
export class Reply {
  readonly #response: ServerResponse;
  readonly #onRefused: (why: PollRefusal) => void;

  /** `foreignOrigin` is that of an allowed page of another host, which may read the answer. */
  constructor(response: ServerResponse, foreignOrigin: string | undefined, onRefused: (why: PollRefusal) => void) {
    this.#response = response;
    this.#onRefused = onRefused;
    // Headers take most bytes of an answer, 30 times a second. No client reads these two, and a connection over
    // HTTP/1.1 is kept alive without a word.
    response.sendDate = false;
    response.removeHeader("Connection");
    if (foreignOrigin !== undefined) response.setHeader("Access-Control-Allow-Origin", foreignOrigin);
  }

  send(body: Uint8Array): void {
    if (this.#response.destroyed || this.#response.headersSent) return;
    this.#response.writeHead(200, { ...HEADERS, "Content-Length": body.length });
    this.#response.end(body);
  }

  /** Says only that the request has arrived. */
  confirm(): void {
    if (this.#response.destroyed || this.#response.headersSent) return;
    // There is nothing to guess, nor to store.
    this.#response.removeHeader("X-Content-Type-Options");
    this.#response.writeHead(204);
    this.#response.end();
  }

  /** Begins an answer that is sent piece by piece. Returns undefined when the peer is gone. */
  stream(): ServerResponse | undefined {
    if (this.#response.destroyed || this.#response.headersSent) return undefined;
    this.#response.writeHead(200, STREAM_HEADERS);
    this.#response.flushHeaders();
    return this.#response;
  }

  /** Refuses the request with a status and a sentence, and counts it. */
  refuse(why: PollRefusal): void {
    this.#onRefused(why);
    if (this.#response.destroyed || this.#response.headersSent) return;
    const { status, sentence } = POLL_REFUSALS[why];
    this.#response.writeHead(status, { "Content-Type": "text/plain", "Cache-Control": "no-store" });
    this.#response.end(sentence);
  }
}
