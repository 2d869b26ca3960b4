import {
  FRAME,
  HELD,
  POLL_PATH,
  readAnswer,
  RecordReader,
  writeExchange,
  type Answer,
  type Frame,
  type StreamRecord,
} from "@fray/netcode/core";
import { z } from "zod";

import { settled } from "./until.ts";

const Reservation = z.object({ sessionId: z.string(), roomId: z.string(), processId: z.string() });
const JOIN_ROOM = 10;

export interface Polled {
  readonly status: number;
  /** Undefined for a refusal. */
  readonly answer: Answer | undefined;
  readonly headers: Headers;
}

/** What a stream has brought so far. */
export interface PolledStream {
  readonly status: number;
  readonly records: StreamRecord[];
  probes: number;
  done: boolean;
  /** Breaks it. */
  readonly abort: AbortController;
}

interface Exchanged {
  readonly frames?: readonly Frame[];
  /** Requests that the server may keep. By default it answers at once. */
  readonly held?: number;
  readonly arrived?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends one body to the address of a room's polls. */
export async function poll(
  address: string,
  body: Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Polled> {
  const response = await fetch(address, { method: "POST", body, headers });
  const answer = response.status === 200 ? readAnswer(new Uint8Array(await response.arrayBuffer())) : undefined;
  return { status: response.status, answer, headers: response.headers };
}

/** A player over plain HTTP that numbers its requests by hand. */
export class Poller {
  readonly sessionId: string;
  readonly address: string;
  readonly key: Uint8Array;
  readonly #query: string;

  private constructor(http: string, { sessionId, roomId, processId }: z.infer<typeof Reservation>, key: Uint8Array) {
    this.sessionId = sessionId;
    this.address = `${http}/${processId}/${roomId}${POLL_PATH}`;
    this.key = key;
    this.#query = `sessionId=${sessionId}`;
  }

  /** Reserves a seat at the server at `http`. */
  static async seat(http: string, name: string, key: Uint8Array = crypto.getRandomValues(new Uint8Array(16))) {
    const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ name }) };
    const response = await settled(fetch(`${http}/matchmake/joinOrCreate/arena`, request));
    return new Poller(http, Reservation.parse(await response.json()), key);
  }

  /** Reserves a seat, takes it, and confirms the join. The next request has number 2. */
  static async join(http: string, name: string): Promise<Poller> {
    const poller = await Poller.seat(http, name);
    await settled(poller.open());
    await settled(poller.exchange(1, { frames: [binary(JOIN_ROOM)] }));
    return poller;
  }

  /** Request 0, which takes the seat. */
  open(query = this.#query, exchanged: Exchanged = {}): Promise<Polled> {
    return this.exchange(0, {
      frames: [{ kind: FRAME.open, payload: new TextEncoder().encode(query) }],
      held: 1,
      ...exchanged,
    });
  }

  /** Asks for a stream. Returns what it brings; `done` when it has ended. */
  async stream(number: number, { arrived = 0 }: Exchanged = {}): Promise<PolledStream> {
    const abort = new AbortController();
    const body = writeExchange(this.key, { number, arrived, held: HELD.stream, frames: [] });
    const response = await fetch(this.address, { method: "POST", body, signal: abort.signal });
    const stream: PolledStream = { status: response.status, records: [], probes: 0, done: false, abort };
    void this.#read(response, stream).catch(() => (stream.done = true));
    return stream;
  }

  async #read(response: Response, stream: PolledStream): Promise<void> {
    const parts = new RecordReader();
    const reader = response.body?.getReader();
    for (;;) {
      const { value } = (await reader?.read()) ?? {};
      if (!value) break;
      for (const piece of parts.push(value)) {
        if (piece) stream.records.push(piece);
        else stream.probes++;
      }
    }
    stream.done = true;
  }

  exchange(number: number, { frames = [], held = 0, arrived = 0, headers = {} }: Exchanged = {}): Promise<Polled> {
    return poll(this.address, writeExchange(this.key, { number, arrived, held, frames }), headers);
  }
}

/** Returns a frame with a message. */
export const binary = (...bytes: readonly number[]): Frame => ({ kind: FRAME.binary, payload: Uint8Array.from(bytes) });
