import { EventEmitter } from "node:events";

import { HELD, WINDOW, type Exchange } from "../../core/polling/exchange.ts";
import { bytesOf, closeFrame, FRAME, readClose, type Frame } from "../../core/polling/frames.ts";
import { InOrder } from "../../core/polling/in-order.ts";
import type { Runtime, Timer } from "../../core/runtime.ts";
import type { Socket } from "../connection/socket.ts";
import { AnswerLog } from "./answer-log.ts";
import { AnswerStream } from "./answer-stream.ts";
import { Holds } from "./holds.ts";
import type { Reply } from "./reply.ts";

/** The states of a WebSocket. */
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;
/** Bytes that may wait for a peer. More are kept for nobody: the peer may reconnect, and gets everything again. */
const MAX_WAITING_BYTES = 256 * 1024;
/** Requests of one connection that wait for something to be said. */
const MAX_HELD = 8;
/** Bytes of requests that may wait for earlier ones. */
const MAX_EARLY_BYTES = 64 * 1024;
/** A request is answered after this time, also when there is nothing to say, before any proxy gives it up, in ms. */
const HOLD_MS = 4000;
/** A peer always has a request under way. One without any for so long is gone, in ms. */
const SILENCE_MS = 10_000;
/** How long the peer may take to confirm the end, in ms. */
const CLOSING_MS = 2000;
/** Close codes: RFC 6455, 7.4.1, and the framework's code for "may reconnect". */
const ABNORMAL = 1006;
const MALFORMED = 1002;
const MAY_RECONNECT = 4010;

/**
 * A socket made of numbered HTTP requests, with what the framework and `ws` users expect of a WebSocket. What is sent
 * leaves as the answer of the oldest request that the peer keeps open for this, or on a stream that the peer has tried
 * out before.
 */
export class PolledSocket extends EventEmitter implements Socket {
  readonly transport = "http";
  /** As of a WebSocket without compression. */
  readonly extensions = "";
  readyState = OPEN;
  bytesWritten = 0;
  readonly #runtime: Runtime;
  readonly #requests = new InOrder<readonly Frame[]>();
  #earlyBytes = 0;
  readonly #holds = new Holds();
  readonly #answers = new AnswerLog();
  readonly #stream = new AnswerStream();
  /** The newest request of which it is known where the peer wants its answers, and whether that is on the stream. */
  #wishes = { number: -1, byStream: false };
  #queue: Frame[] = [];
  #queuedBytes = 0;
  #isCorked = false;
  #isDeaf = false;
  #flushing: Timer | undefined;
  #closing: Timer | undefined;
  #closeCode = ABNORMAL;
  #heardAt: number;

  constructor(runtime: Runtime) {
    super();
    this.#runtime = runtime;
    this.#heardAt = runtime.now();
  }

  /** Whether what is sent leaves on a stream. */
  get isStreamed(): boolean {
    return this.#wishes.byStream && this.#stream.isOpen;
  }

  get waitingBytes(): number {
    return this.#queuedBytes + Math.max(this.#answers.bytes, this.#stream.waitingBytes);
  }

  /** Takes in a request of the peer. Every request gets one answer, now or later. */
  receive(exchange: Exchange, reply: Reply): void {
    const { number, arrived, held, frames } = exchange;
    const now = this.#runtime.now();
    this.#heardAt = now;
    this.#answers.forget(arrived);
    if (held === HELD.stream) {
      this.#openStream(exchange, reply);
      return;
    }
    const answered = this.#answers.of(number);
    if (answered) {
      reply.send(answered);
      return;
    }
    const isStale = number + WINDOW < this.#requests.next;
    if (isStale || number >= this.#requests.next + WINDOW) {
      reply.refuse(isStale ? "stale" : "early");
      return;
    }
    const isRepeated = this.#requests.has(number);
    const byStream = held === HELD.byStream;
    // The answer to a repeated request may have arrived on a stream, and be forgotten.
    if (byStream || (isRepeated && !this.#holds.has(number))) reply.confirm();
    else this.#holds.add({ number, reply, since: now });
    this.#hearWish(number, byStream);
    if (!isRepeated) this.#takeIn(number, frames);
    if (!this.#isCorked) this.#flush();
    // While the connection ends, the last answers say so, and none is kept back.
    const isKept = this.readyState === OPEN && !this.#wishes.byStream;
    const kept = isKept ? Math.min(held, MAX_HELD) : 0;
    while (this.#holds.size > kept) this.#answerOldest();
  }

  /** The interface of `ws`. */
  send(data: Uint8Array, _options?: unknown, done?: (error?: Error) => void): void {
    if (this.readyState === OPEN) this.#enqueue({ kind: FRAME.binary, payload: new Uint8Array(data) });
    if (done) queueMicrotask(done);
  }

  ping(data: Uint8Array): void {
    if (this.readyState === OPEN) this.#enqueue({ kind: FRAME.ping, payload: new Uint8Array(data) });
  }

  /** There is no faster way than `send`. */
  sendAtOnce(): boolean {
    return false;
  }

  /** Tells the peer that the connection ends, after everything that was sent before. */
  close(code = 1000, reason = ""): void {
    if (this.readyState !== OPEN) return;
    this.readyState = CLOSING;
    this.#closeCode = code;
    this.#queue.push(closeFrame(code, reason));
    this.#flush();
    while (this.#holds.size > 0) this.#answerOldest();
    this.#closing = this.#runtime.setTimeout(() => this.#end(code), CLOSING_MS, { background: true });
  }

  terminate(): void {
    this.#stream.cut();
    for (let hold = this.#holds.takeOldest(); hold; hold = this.#holds.takeOldest()) hold.reply.refuse("ended");
    this.#end(ABNORMAL);
  }

  cutOff(): void {
    this.terminate();
  }

  stopReading(): void {
    this.#isDeaf = true;
  }

  cork(): void {
    this.#isCorked = true;
  }

  uncork(): void {
    this.#isCorked = false;
    this.#flushTurn();
  }

  /** Answers what has waited too long, and ends the connection of a peer that is gone. Call it four times a second. */
  check(): void {
    const now = this.#runtime.now();
    if (now - this.#heardAt > SILENCE_MS) this.terminate();
    this.#stream.keepAlive();
    while ((this.#holds.oldestSince ?? Infinity) <= now - HOLD_MS) this.#answerOldest();
  }

  #takeIn(number: number, frames: readonly Frame[]): void {
    const before = this.#requests.waiting;
    const due = this.#requests.take(number, frames);
    if (this.#requests.waiting > before) this.#earlyBytes += bytesIn(frames);
    if (this.#requests.waiting === 0) this.#earlyBytes = 0;
    if (this.#earlyBytes > MAX_EARLY_BYTES) this.close(MALFORMED, "too much out of order");
    for (const each of due) for (const frame of each) this.#read(frame);
  }

  #read({ kind, payload }: Frame): void {
    if (this.readyState === CLOSED) return;
    switch (kind) {
      case FRAME.binary:
        if (!this.#isDeaf && this.readyState === OPEN) this.emit("message", Buffer.from(payload), true);
        break;
      case FRAME.pong:
        this.emit("pong", Buffer.from(payload));
        break;
      case FRAME.close:
        this.#end(this.readyState === CLOSING ? this.#closeCode : readClose(payload).code);
        break;
      // The connection is open already, and nobody needs to ask whether the server is there.
      case FRAME.open:
      case FRAME.ping:
        break;
      default:
        kind satisfies never;
    }
  }

  #enqueue(frame: Frame): void {
    const bytes = bytesOf(frame);
    if (this.waitingBytes > MAX_WAITING_BYTES) {
      this.#queue = [];
      this.#queuedBytes = 0;
      // No goodbye gets through a stream that nobody reads.
      if (this.#stream.waitingBytes > MAX_WAITING_BYTES) this.#stream.cut();
      this.close(MAY_RECONNECT, "too far behind");
      return;
    }
    this.#queue.push(frame);
    this.#queuedBytes += bytes;
    this.bytesWritten += bytes;
    // What else is sent in the same turn joins the same answer.
    if (!this.#isCorked) this.#flushing ??= this.#runtime.setImmediate(() => this.#flushTurn());
  }

  #flushTurn(): void {
    // The peer finds out whether a stream would have brought this at once.
    if (!this.#wishes.byStream && this.#queue.length > 0) this.#stream.probe();
    this.#flush();
  }

  #flush(): void {
    this.#flushing?.cancel();
    this.#flushing = undefined;
    if (!this.#wishes.byStream) {
      while (this.#holds.size > 0 && (this.#queue.length > 0 || this.#answers.hasUnclaimed)) this.#answerOldest();
    } else if (this.#queue.length > 0 && this.#stream.isOpen) {
      // What no stream can carry waits for the next one, or for the requests of a peer that gives streams up.
      this.#stream.write(this.#answers.addUnclaimed(this.#takeQueue()));
    }
  }

  /** A request for a stream has no place among the others: it says nothing, and may be lost. */
  #openStream({ number, frames }: Exchange, reply: Reply): void {
    if (frames.length > 0) reply.refuse("malformed");
    else if (number + WINDOW < this.#requests.next) reply.refuse("stale");
    else if (this.readyState === OPEN) this.#stream.open(reply);
    else reply.refuse("ended");
  }

  /** The newest request says where the peer wants its answers. */
  #hearWish(number: number, byStream: boolean): void {
    if (number <= this.#wishes.number) return;
    const isNew = byStream !== this.#wishes.byStream;
    this.#wishes = { number, byStream };
    if (!isNew) return;
    if (byStream) for (const record of this.#answers.unclaimed) this.#stream.write(record);
    else this.#stream.end();
  }

  #takeQueue(): Frame[] {
    const frames = this.#queue;
    this.#queue = [];
    this.#queuedBytes = 0;
    return frames;
  }

  /** Answers the oldest request with everything that waits, which may be nothing. */
  #answerOldest(): void {
    const hold = this.#holds.takeOldest();
    if (!hold) return;
    const heldMs = this.#runtime.now() - hold.since;
    // What was lost with a stream comes first.
    const bytes = this.#answers.claim(hold.number) ?? this.#answers.add(hold.number, heldMs, this.#takeQueue());
    hold.reply.send(bytes);
  }

  #end(code: number): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    this.#closing?.cancel();
    this.#flushing?.cancel();
    this.#stream.end();
    while (this.#holds.size > 0) this.#answerOldest();
    this.emit("close", code, Buffer.alloc(0));
  }
}

const bytesIn = (frames: readonly Frame[]): number => frames.reduce((sum, frame) => sum + bytesOf(frame), 0);
