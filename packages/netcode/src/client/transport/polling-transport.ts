import { Protocol } from "@colyseus/sdk";

import {
  EXCHANGE_HEAD_BYTES,
  HELD,
  KEY_BYTES,
  MAX_EXCHANGE_BYTES,
  POLL_PATH,
  WINDOW,
  readAnswer,
  writeExchange,
  type Answer,
  type Exchange,
} from "../../core/polling/exchange.ts";
import { bytesOf, closeFrame, FRAME, readClose, type Frame } from "../../core/polling/frames.ts";
import { InOrder } from "../../core/polling/in-order.ts";
import type { StreamRecord } from "../../core/polling/records.ts";
import { wait, type Runtime, type Timer } from "../../core/runtime.ts";
import { RecordStream } from "./record-stream.ts";
import {
  type Abandonable,
  ABNORMAL,
  type SdkEvents,
  type SdkTransport,
  type TransportEnd,
  type TransportMessage,
} from "./sdk-transport.ts";

/** Browsers have six connections to a host over HTTP/1.1. One is left for everything else. */
const MAX_IN_FLIGHT = 5;
/** One more is left for what is sent next. */
const MAX_WAITING = MAX_IN_FLIGHT - 1;
const MIN_WAITING = 2;
/** How long the first request may take, in ms. */
const OPEN_LIMIT_MS = 3000;
/** The server answers each request within 5 s. One that takes longer is lost. */
const ANSWER_LIMIT_MS = 8000;
/** Without any answer for this long, the connection is lost, in ms. */
const SILENCE_MS = 10_000;
/** How long an answer may be missing while later ones arrive, in ms. */
const GAP_MS = 1000;
const WATCH_MS = 500;
const FIRST_RETRY_MS = 50;
const MAX_RETRY_MS = 1000;
/** How often the first request is repeated when there is no connection to the server. */
const MAX_OPEN_RETRIES = 1;
/** How long the server may take to confirm the end, in ms. */
const GOODBYE_MS = 500;
/** The request is being answered by another copy of it, or the server is overloaded for a moment. */
const RETRIED = new Set([408, 409, 425, 429, 500, 502, 503, 504]);
/** The bits of the framework's code of a message; the others are modifiers. */
const CODE_MASK = 0x1f;
/** The request has arrived, and answers come on the stream. */
const CONFIRMED = 204;
/** Weight of a new interval between two answers in the average. */
const SMOOTHING = 0.1;
const NO_CODE = 1005;
/** A stream is tried out where something is said so often, in ms. Where less is said, requests cost little. */
const MAX_STREAMED_INTERVAL_MS = 100;
/** How long after the connection, or after a stream that was of no use, one is tried, in ms; then twice as long. */
const FIRST_TRIAL_MS = 2000;
const MAX_TRIAL_MS = 60_000;
/** Beside a stream a request is answered at once. One that is not after this time and the way is repeated, in ms. */
const CONFIRM_LIMIT_MS = 2000;
/**
 * Beside a stream inputs share requests, so many ms apart: at 30 steps a second three, three and two leave together. A
 * request has 470 bytes over HTTP/1.1, most of them headers of the browser.
 */
const BUNDLE_MS = 88;
/** The last input of a bundle is not waited for longer, in ms. */
const MAX_BUNDLING_MS = 100;

interface Request {
  readonly number: number;
  readonly frames: readonly Frame[];
  /** Answers come on the stream. A request that was sent so once is repeated so. */
  readonly isBesideStream: boolean;
  /** When it was sent first, in ms. */
  readonly sentAt: number;
  tries: number;
  /** Ends the attempt that is under way. */
  abort(): void;
}

/**
 * A connection made of numbered HTTP requests, for where WebSockets do not pass. Some requests always wait at the
 * server, so that it can answer at once when it has something to say. Where a stream has proven itself, the server says
 * everything on it, and requests only carry what the client says.
 */
export class PollingTransport implements SdkTransport, Abandonable {
  isOpen = false;
  readonly #runtime: Runtime;
  readonly #events: SdkEvents;
  readonly #key: Uint8Array;
  readonly #inFlight = new Map<number, Request>();
  readonly #answers = new InOrder<readonly Frame[]>();
  #url = "";
  #next = 0;
  #outgoing: Frame[] = [];
  #isOver = false;
  #watching: Timer | undefined;
  #answeredAt = 0;
  /** Since when an answer is missing while later ones have arrived, in ms. */
  #gapSince: number | undefined;
  #saidAt = 0;
  /** Averages in ms: of the time between two answers that said something, and of the way there and back. */
  #intervalMs = WATCH_MS;
  #roundTripMs = 0;
  #failure = "";
  #stream: RecordStream | undefined;
  #trialAt = 0;
  #trialPauseMs = FIRST_TRIAL_MS;
  #provenAt = 0;
  /** Inputs wait for others to share their request. */
  #bundling: Timer | undefined;
  /** When the next bundle may leave, in ms. */
  #bundleAt = 0;
  #isFlushing = false;
  /** When a request was made last. */
  #postedAt = 0;

  constructor(runtime: Runtime, events: SdkEvents) {
    this.#runtime = runtime;
    this.#events = events;
    this.#key = runtime.randomBytes(KEY_BYTES);
  }

  /** Number of requests under way. */
  get requests(): number {
    return this.#inFlight.size;
  }

  /** Average time of a request on its way there and back, in ms. */
  get roundTripMs(): number {
    return this.#roundTripMs;
  }

  /** Whether the server says everything on a stream. */
  get isStreamed(): boolean {
    return this.#stream?.isProven ?? false;
  }

  /** Number of requests that were sent. */
  get sent(): number {
    return this.#next;
  }

  /** Why there is no connection: an HTTP status, or the browser's words. */
  get failure(): string {
    return this.#failure;
  }

  /** `url` is the address of a WebSocket. */
  connect(url: string): void {
    const { protocol, host, pathname, searchParams } = new URL(url);
    this.#url = `${protocol.replace("ws", "http")}//${host}${pathname}${POLL_PATH}`;
    this.#answeredAt = this.#runtime.now();
    this.#watching = this.#runtime.setInterval(() => this.#watch(), WATCH_MS, { background: true });
    const query = Array.from(searchParams.toString(), (sign) => sign.charCodeAt(0));
    this.#post([{ kind: FRAME.open, payload: Uint8Array.from(query) }]);
  }

  send(data: Uint8Array): void {
    if (!this.isOpen) return;
    // The SDK writes its next message into the same buffer.
    this.#outgoing.push({ kind: FRAME.binary, payload: Uint8Array.from(data) });
    if (this.isStreamed && isInput(data) && this.#runtime.now() < this.#bundleAt)
      this.#bundling ??= this.#runtime.setTimeout(() => this.#endBundle(), MAX_BUNDLING_MS);
    else this.#endBundle();
  }

  sendUnreliable(data: Uint8Array): void {
    this.send(data);
  }

  close(code: number = NO_CODE, reason = ""): void {
    if (this.#isOver) return;
    const wasOpen = this.isOpen;
    this.isOpen = false;
    if (!wasOpen) {
      this.abandon();
      queueMicrotask(() => this.#events.onclose?.({ code: ABNORMAL, reason }));
      return;
    }
    this.#say(closeFrame(code, reason));
    this.#runtime.setTimeout(() => this.#end({ code, reason }), GOODBYE_MS);
  }

  /** Ends all requests, and tells nobody. */
  abandon(): void {
    this.#isOver = true;
    this.isOpen = false;
    this.#watching?.cancel();
    this.#bundling?.cancel();
    this.#stream?.stop();
    for (const request of this.#inFlight.values()) request.abort();
    this.#inFlight.clear();
  }

  #end(end: TransportEnd): void {
    if (this.#isOver) return;
    this.abandon();
    this.#events.onclose?.(end);
  }

  #fail(why: string): void {
    this.#failure = why;
    this.#end({ code: ABNORMAL, reason: why });
  }

  /** Sends what there is to say, and keeps enough requests waiting at the server. */
  #pump(): void {
    if (!this.isOpen) return;
    while (this.#outgoing.length > 0 && !this.#bundling && this.#hasRoom) this.#post(this.#takeOutgoing());
    while (this.#inFlight.size < this.#wanted && this.#hasRoom) this.#post([]);
  }

  /** Sends what waits for others, together with what else the program says before it lets go. */
  #endBundle(): void {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    queueMicrotask(() => {
      this.#isFlushing = false;
      this.#bundling?.cancel();
      this.#bundling = undefined;
      // A late bundle lets the next one leave earlier, so that their number stays the same.
      const now = this.#runtime.now();
      this.#bundleAt = BUNDLE_MS + Math.min(now, Math.max(this.#bundleAt, now - BUNDLE_MS));
      this.#pump();
    });
  }

  /** Whether one more request may be under way. The server takes none that is too far ahead of a missing one. */
  get #hasRoom(): boolean {
    const [oldest] = this.#inFlight.keys();
    const limit = this.isStreamed ? MAX_IN_FLIGHT - 1 : MAX_IN_FLIGHT;
    return this.#inFlight.size < limit && this.#next - (oldest ?? this.#next) < WINDOW;
  }

  /** How many requests are on their way, there or back, while the server answers one after the other. */
  get #travelling(): number {
    return Math.ceil(this.#roundTripMs / this.#intervalMs);
  }

  /** How many requests are under way at least: those that travel, and one that waits at the server. */
  get #wanted(): number {
    if (this.isStreamed) return 0;
    return Math.max(MIN_WAITING, Math.min(MAX_WAITING, this.#travelling + 1));
  }

  /** How many the server may keep, so that what is sent does not wait for a free one. */
  get #held(): number {
    return Math.max(1, MAX_WAITING - this.#travelling);
  }

  #takeOutgoing(): readonly Frame[] {
    let bytes = EXCHANGE_HEAD_BYTES;
    let count = 0;
    for (const frame of this.#outgoing) {
      bytes += bytesOf(frame);
      if (bytes > MAX_EXCHANGE_BYTES && count > 0) break;
      count++;
    }
    return this.#outgoing.splice(0, count);
  }

  #post(frames: readonly Frame[]): void {
    const number = this.#next++;
    this.#postedAt = this.#runtime.now();
    const isBesideStream = this.isStreamed;
    const request = { number, frames, isBesideStream, sentAt: this.#postedAt, tries: 0, abort() {} };
    this.#inFlight.set(number, request);
    void this.#sendUntilAnswered(request);
  }

  async #sendUntilAnswered(request: Request): Promise<void> {
    while (!this.#isOver) {
      const failure = await this.#sendOnce(request);
      if (failure === undefined || this.#isOver) return;
      const isFirst = request.number === 0;
      if (typeof failure === "number" ? !RETRIED.has(failure) : isFirst && request.tries >= MAX_OPEN_RETRIES) {
        this.#fail(String(failure));
        return;
      }
      await wait(this.#runtime, Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** request.tries++));
    }
  }

  /** Sends a request. Returns undefined when it is answered, and otherwise the status or the error. */
  async #sendOnce(request: Request): Promise<number | string | undefined> {
    const { number, frames, isBesideStream } = request;
    const abort = new AbortController();
    request.abort = () => abort.abort();
    const limit = this.#runtime.setTimeout(() => abort.abort(), number === 0 ? OPEN_LIMIT_MS : ANSWER_LIMIT_MS);
    try {
      const held = isBesideStream ? HELD.byStream : this.#held;
      const response = await this.#fetch({ number, held, frames }, abort.signal);
      if (!response.ok) return response.status;
      const body = new Uint8Array(await response.arrayBuffer());
      if (response.status === CONFIRMED) {
        if (!this.#isOver) this.#receive(request, undefined);
        return undefined;
      }
      const answer = readAnswer(body);
      if (!answer) return "unreadable";
      if (!this.#isOver) this.#receive(request, answer);
      return undefined;
    } catch (error) {
      return abort.signal.aborted ? "silent" : String(error);
    } finally {
      limit.cancel();
    }
  }

  /** Sends the body of a request, and says what has arrived. */
  #fetch(exchange: Pick<Exchange, "number" | "held" | "frames">, signal: AbortSignal): Promise<Response> {
    const arrived = this.#answers.next;
    const body = writeExchange(this.#key, { ...exchange, arrived });
    // No cache keeps the answer of a POST. To say so would take two headers in each request.
    return fetch(this.#url, { method: "POST", body, signal, referrerPolicy: "no-referrer" });
  }

  /** A request is answered; undefined for one whose answer only says that it has arrived. */
  #receive(request: Request, answer: Answer | undefined): void {
    const now = this.#runtime.now();
    this.#inFlight.delete(request.number);
    this.#answeredAt = now;
    if (request.tries === 0) this.#measureRoundTrip(now - request.sentAt - (answer?.heldMs ?? 0));
    if (answer && answer.frames.length > 0) this.#measureInterval(now);
    if (!this.isOpen && request.number === 0) {
      this.isOpen = true;
      this.#trialAt = now + FIRST_TRIAL_MS;
      this.#events.onopen?.({});
    }
    // With each answer that says something the server writes something on a stream.
    if (!answer || answer.frames.length > 0) this.#stream?.compare();
    if (answer) this.#take(answer);
    this.#pump();
  }

  #take({ number, frames }: StreamRecord): void {
    for (const each of this.#answers.take(number, frames)) for (const frame of each) this.#read(frame);
    this.#gapSince = this.#answers.waiting > 0 ? (this.#gapSince ?? this.#runtime.now()) : undefined;
  }

  #tryStream(): void {
    const ask = (signal: AbortSignal): Promise<Response> =>
      this.#fetch({ number: this.#next, held: HELD.stream, frames: [] }, signal);
    const owner = {
      // The next request tells the server.
      onProven: () => {
        this.#provenAt = this.#runtime.now();
        this.#post([]);
      },
      onRecord: (record: StreamRecord) => {
        this.#answeredAt = this.#runtime.now();
        this.#take(record);
      },
      onEnd: () => {
        const now = this.#runtime.now();
        const wasUseful = this.isStreamed && now - this.#provenAt > MAX_TRIAL_MS;
        this.#stream = undefined;
        this.#trialPauseMs = wasUseful ? FIRST_TRIAL_MS : Math.min(MAX_TRIAL_MS, 2 * this.#trialPauseMs);
        this.#trialAt = now + this.#trialPauseMs;
        this.#pump();
      },
    };
    this.#stream = new RecordStream(this.#runtime, owner, this.#roundTripMs, ask);
  }

  #measureRoundTrip(ms: number): void {
    this.#roundTripMs += (ms - this.#roundTripMs) * (this.#roundTripMs === 0 ? 1 : SMOOTHING);
  }

  #measureInterval(now: number): void {
    if (this.#saidAt > 0) this.#intervalMs += (Math.min(WATCH_MS, now - this.#saidAt) - this.#intervalMs) * SMOOTHING;
    this.#intervalMs = Math.max(1, this.#intervalMs);
    this.#saidAt = now;
  }

  #read({ kind, payload }: Frame): void {
    if (this.#isOver) return;
    if (kind === FRAME.binary) {
      const message: TransportMessage = { data: payload.slice().buffer };
      if (this.isOpen) this.#events.onmessage?.(message);
    } else if (kind === FRAME.ping) this.#outgoing.push({ kind: FRAME.pong, payload });
    else if (kind === FRAME.close) {
      const end = readClose(payload);
      // The server waits for this answer, and for nothing after it.
      this.#say(closeFrame(end.code, ""));
      this.#end(end);
    }
  }

  /** Sends a last request. Its answer, if there is one, says nothing new. */
  #say(frame: Frame): void {
    const frames = [...this.#outgoing.splice(0), frame];
    const body = writeExchange(this.#key, { number: this.#next++, arrived: this.#answers.next, held: 0, frames });
    const end = readClose(frame.payload);
    void fetch(this.#url, { method: "POST", body, keepalive: true }).then(
      () => this.#end(end),
      () => this.#end(end),
    );
  }

  /** Repeats what is lost, and notices when the server is gone. */
  #watch(): void {
    const now = this.#runtime.now();
    if (now - this.#answeredAt > SILENCE_MS) {
      this.#fail("silent");
      return;
    }
    this.#watchStream(now);
    if (this.#gapSince === undefined || now - this.#gapSince < GAP_MS) return;
    this.#gapSince = now;
    const [oldest] = this.#inFlight.values();
    oldest?.abort();
  }

  #watchStream(now: number): void {
    if (!this.isOpen) return;
    if (this.isStreamed) {
      // The server keeps what it has said until it knows that it has arrived, and the stream is watched by the answers.
      if (now - this.#postedAt >= WATCH_MS && this.#hasRoom) this.#post([]);
      const [oldest] = this.#inFlight.values();
      if (oldest && now - oldest.sentAt > CONFIRM_LIMIT_MS + this.#roundTripMs) oldest.abort();
    } else if (!this.#stream && now >= this.#trialAt && this.#intervalMs < MAX_STREAMED_INTERVAL_MS) this.#tryStream();
  }
}

/** Whether a message is an input, with or without a time stamp. */
const isInput = ([code = 0]: Uint8Array): boolean => (code & CODE_MASK) === Protocol.ROOM_INPUT_RELIABLE;
