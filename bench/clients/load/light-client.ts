import { encode } from "@colyseus/schema";
import { InputEncoder } from "@colyseus/schema/input";
import { Protocol } from "@colyseus/sdk";
import { BUTTON, InputFrame } from "@fray/shared-state/schema/input-frame";
import { WebSocket } from "ws";

import type { Counters } from "./counters.ts";
import type { Player } from "./player.ts";
import { reserveSeat } from "./reservation.ts";
import type { Script } from "./script.ts";

/** Bits of a frame's first byte: its code, and a flag that server time and acknowledgement (two u32) follow. */
const CODE_MASK = 0x1f;
const TIMED = 0x80;
/** How far behind the server's time a player sees other bodies, in ms. */
const INTERPOLATION_DELAY_MS = 100;
/** Code, view time and the input itself. */
const MAX_INPUT_BYTES = 32;

/**
 * A player who sends all that a real client sends, and reads only the length of what it receives. Thousands of them
 * fit on a core.
 */
export class LightClient implements Player {
  /** Number of sent inputs. */
  sent = 0;
  readonly #socket: WebSocket;
  readonly #script: Script;
  readonly #counters: Counters;
  readonly #encoder = new InputEncoder<InputFrame>(new InputFrame());
  #patchedAt = 0;
  #serverTime = 0;
  #lastViewTime = 0;
  #hasLeft = false;

  private constructor(socket: WebSocket, script: Script, counters: Counters) {
    this.#socket = socket;
    this.#script = script;
    this.#counters = counters;
    socket.on("close", () => {
      if (!this.#hasLeft) counters.closed++;
    });
  }

  /** Resolves once the client has received the state. Throws the reason if it could not join. */
  static async join(http: string, name: string, script: Script, counters: Counters): Promise<LightClient> {
    const socket = new WebSocket(await reserveSeat(http, name), { perMessageDeflate: false });
    const client = new LightClient(socket, script, counters);
    await new Promise<void>((resolve, reject) => {
      socket.on("error", reject);
      socket.on("close", (code, reason: Buffer) =>
        reject(new Error(`closed with ${code} ${reason.toString()}`.trim())),
      );
      socket.on("message", (data: Buffer) => {
        if (client.#receive(data) === Protocol.ROOM_STATE) resolve();
      });
    });
    return client;
  }

  /** Sends the input of one step, encoded and stamped as the SDK does. */
  step(): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    const { instance } = this.#encoder;
    this.#script.next(instance);
    const frame = Buffer.allocUnsafe(MAX_INPUT_BYTES);
    const at = { offset: 1 };
    // A weapon that hits at once is judged by where the shooter saw the others, so its input carries the view time.
    const isStamped = (instance.buttons & BUTTON.special) !== 0 && this.#serverTime > INTERPOLATION_DELAY_MS;
    frame[0] = Protocol.ROOM_INPUT_RELIABLE | (isStamped ? TIMED : 0);
    if (isStamped) {
      const viewTime = this.#serverTime - INTERPOLATION_DELAY_MS;
      encode.number(frame, viewTime - this.#lastViewTime, at);
      this.#lastViewTime = viewTime;
    }
    const body = this.#encoder.encode();
    frame.set(body, at.offset);
    this.#socket.send(frame.subarray(0, at.offset + body.length));
    this.sent++;
  }

  leave(): void {
    this.#hasLeft = true;
    this.#socket.terminate();
  }

  /** Reads a frame and returns its code. */
  #receive(frame: Buffer): number {
    const first = frame[0] ?? 0;
    const code = first & CODE_MASK;
    switch (code) {
      case Protocol.JOIN_ROOM:
        this.#socket.send(Uint8Array.of(Protocol.JOIN_ROOM));
        break;
      case Protocol.ROOM_STATE_PATCH: {
        const now = performance.now();
        this.#counters.bytes.state += frame.length;
        if (this.#patchedAt > 0) this.#counters.countPatch(now - this.#patchedAt);
        this.#patchedAt = now;
        if (first & TIMED) this.#serverTime = frame.readUInt32LE(1);
        break;
      }
      case Protocol.ROOM_DATA:
        this.#counters.bytes.events += frame.length;
        break;
      default:
        this.#counters.bytes.other += frame.length;
    }
    return code;
  }
}
