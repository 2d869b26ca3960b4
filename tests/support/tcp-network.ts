import { createRandom, type Random } from "@fray/netcode/core";
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** How a line behaves. */
export interface PacedConnection {
  /** Round trip in ms; each way takes half. */
  readonly roundTripMs: number;
  /** The round trip varies by up to this much either way. Order is kept, as TCP keeps it. */
  readonly jitterMs?: number;
  /** Rate in each direction; excess bytes wait. */
  readonly bytesPerSecond?: number;
}

/** A connection without traffic for this long is an idle one. */
const IDLE_MS = 200;

/**
 * A network one can dial: a TCP proxy that clients connect to instead of the server. Seeded, so that a line misbehaves
 * the same way every time.
 */
export class Network {
  line: PacedConnection;
  /** Bytes that were carried so far: from clients, and to clients. */
  readonly carried = { up: 0, down: 0 };
  readonly #server: Server;
  readonly #random: Random;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  readonly #sockets = new Set<Socket>();
  readonly #lastUse = new WeakMap<readonly [Socket, Socket], number>();
  readonly #silenced = new WeakSet<readonly [Socket, Socket]>();
  readonly #target: number;
  #down = false;
  #stalledUntil = 0;

  private constructor(server: Server, target: number, line: PacedConnection, seed: number) {
    this.#server = server;
    this.#target = target;
    this.#random = createRandom(seed);
    this.line = line;
    server.on("connection", (client) => this.#connect(client));
  }

  /** Opens a line to the server that listens on `target`. */
  static async open(target: number, line: PacedConnection, seed = 1): Promise<Network> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Network(server, target, line, seed);
  }

  /** Where clients connect: `http://127.0.0.1:port`. */
  get endpoint(): string {
    const address = this.#server.address();
    if (typeof address !== "object" || !address) throw new Error("the network is closed");
    return `http://127.0.0.1:${address.port}`;
  }

  /** Nothing arrives, either way, for `ms`; then everything does, as after a lost packet. */
  stall(ms: number): void {
    this.#stalledUntil = performance.now() + ms;
  }

  /** Breaks every connection and lets no new one through until `restore`. */
  cut(): void {
    this.#down = true;
    for (const pair of this.#pairs) for (const socket of pair) socket.resetAndDestroy();
  }

  restore(): void {
    this.#down = false;
  }

  /**
   * Silences all open connections permanently without closing them, as a switch of networks does. New connections
   * work.
   */
  switchOver(): void {
    for (const pair of this.#pairs) {
      // Idle ones are closed: Node would send the next WebSocket handshake over such a line, as no browser does.
      if (performance.now() - (this.#lastUse.get(pair) ?? 0) > IDLE_MS) for (const socket of pair) socket.destroy();
      else this.#silenced.add(pair);
    }
  }

  async close(): Promise<void> {
    this.#down = true;
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  #connect(client: Socket): void {
    if (this.#down) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(this.#target, "127.0.0.1");
    const pair = [client, upstream] as const;
    this.#pairs.add(pair);
    const isSilent = () => this.#silenced.has(pair);
    for (const socket of pair) socket.on("data", () => this.#lastUse.set(pair, performance.now()));
    client.on("data", (chunk) => (this.carried.up += chunk.length));
    upstream.on("data", (chunk) => (this.carried.down += chunk.length));
    this.#carry(client, upstream, isSilent);
    this.#carry(upstream, client, isSilent);
    for (const socket of pair) {
      socket.setNoDelay(true);
      socket.on("error", () => {});
      this.#sockets.add(socket);
      socket.on("close", () => {
        this.#sockets.delete(socket);
        this.#pairs.delete(pair);
        if (!isSilent()) for (const other of pair) other.destroy();
      });
    }
  }

  /** Passes on what `from` says to `to`, late. */
  #carry(from: Socket, to: Socket, isSilent: () => boolean): void {
    let free = 0;
    const waiting: { chunk: Buffer; due: number }[] = [];
    let timer: NodeJS.Timeout | undefined;
    const pump = (): void => {
      timer = undefined;
      const now = performance.now();
      for (let head = waiting[0]; head; head = waiting[0]) {
        const due = Math.max(head.due, this.#stalledUntil);
        if (due > now) {
          timer = setTimeout(pump, Math.max(1, due - now));
          return;
        }
        waiting.shift();
        if (to.writable && !isSilent()) to.write(head.chunk);
      }
    };
    from.on("data", (chunk) => {
      const { roundTripMs, jitterMs = 0, bytesPerSecond = Infinity } = this.line;
      const delay = roundTripMs / 2 + ((this.#random() * 2 - 1) * jitterMs) / 2;
      free = Math.max(free, performance.now() + delay) + (chunk.length / bytesPerSecond) * 1000;
      waiting.push({ chunk, due: free });
      if (!timer) pump();
    });
    from.on("end", () => {
      if (!isSilent()) to.end();
    });
  }
}
