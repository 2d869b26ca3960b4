import type { Runtime, Timer } from "@fray/netcode/core";
import type { Endpoint } from "comlink";
import type { MessagePort } from "node:worker_threads";
import { z } from "zod";

import { endpointOf } from "../storage/endpoint.ts";
import type { RecordingPart, ReplayThread } from "./replay-thread.ts";

/** The parts of all rooms are sent together after so long, in ms: a message wakes the thread, which costs more than they do. */
const TOGETHER_MS = 100;

/** Parts of a recording on their way to the thread that stores them. */
interface Written {
  readonly recording: string;
  readonly parts: readonly RecordingPart[];
}

/** What the thread answers: after the last part of a recording, and when parts can't be written. */
const Answer = z.object({ recording: z.string(), fault: z.instanceof(Error).optional() });

/** Sends parts of recordings to the thread, and everything in the order in which it was given. */
export class RecordingPort {
  readonly #port: MessagePort;
  readonly #runtime: Runtime;
  readonly #waiting = new Map<string, { readonly resolve: () => void; readonly reject: (fault: Error) => void }>();
  #written: Written[] = [];
  #sending: Timer | undefined;

  constructor(port: MessagePort, runtime: Runtime) {
    this.#port = port;
    this.#runtime = runtime;
    port.on("message", (message: unknown) => this.#hear(message));
  }

  /**
   * Sends parts, soon and without an answer for each: every room does it each second, and a call by comlink takes four
   * times as long. The promise fails when any part of the recording can't be written, and is kept when the recording has
   * ended.
   */
  write(recording: string, parts: readonly RecordingPart[]): Promise<void> {
    this.#written.push({ recording, parts });
    this.#sending ??= this.#runtime.setTimeout(() => this.#send(), TOGETHER_MS, { background: true });
    return new Promise((resolve, reject) => this.#waiting.set(recording, { resolve, reject }));
  }

  /** The port for calls by comlink. They come to the thread after everything that was written before them. */
  get calls(): Endpoint {
    const endpoint = endpointOf(this.#port);
    return {
      postMessage: (message, transfer) => {
        this.#send();
        endpoint.postMessage(message, transfer);
      },
      addEventListener: (...listener) => endpoint.addEventListener(...listener),
      removeEventListener: (...listener) => endpoint.removeEventListener(...listener),
      start: () => endpoint.start?.(),
    };
  }

  #send(): void {
    this.#sending?.cancel();
    this.#sending = undefined;
    const written = this.#written;
    if (written.length === 0) return;
    this.#written = [];
    try {
      this.#post(written);
    } catch {
      // One that can't be sent must not take the others with it. Nothing has been sent then.
      for (const one of written) this.#sendAlone(one);
    }
  }

  #sendAlone(written: Written): void {
    try {
      this.#post([written]);
    } catch (error) {
      const one = this.#waiting.get(written.recording);
      this.#waiting.delete(written.recording);
      one?.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #post(written: readonly Written[]): void {
    this.#port.postMessage(
      { written },
      written.flatMap(({ parts }) => parts.flatMap(buffersOf)),
    );
  }

  #hear(message: unknown): void {
    const { data } = Answer.safeParse(message);
    const one = data && this.#waiting.get(data.recording);
    if (!one) return;
    this.#waiting.delete(data.recording);
    if (data.fault) one.reject(data.fault);
    else one.resolve();
  }
}

/** Writes the parts that arrive, on the thread. */
export function writeFrom(port: MessagePort, { write }: { readonly write: ReplayThread["write"] }): void {
  // Calls by comlink come over the same port, so that everything keeps its order.
  port.on("message", ({ written = [] }: { readonly written?: readonly Written[] }) => {
    for (const { recording, parts } of written) {
      write(recording, parts).then(
        () => {
          if (parts.some(({ type }) => type === "end" || type === "discard")) port.postMessage({ recording });
        },
        (fault: unknown) => port.postMessage({ recording, fault }),
      );
    }
  });
}

/** What a recorder has made belongs to nobody else, so it need not be copied. */
function buffersOf(part: RecordingPart): ArrayBuffer[] {
  const bytes = part.type === "keyframe" ? part.bytes : part.type === "second" ? part.log : undefined;
  return bytes?.buffer instanceof ArrayBuffer ? [bytes.buffer] : [];
}
