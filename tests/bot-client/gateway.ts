import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { WebSocket, WebSocketServer } from "ws";
import { z } from "zod";

import type { ServerProcess } from "../support/server.ts";

const Seat = z.looseObject({ roomId: z.string() });

/** A patch (15) that switches (255) to an object that does not exist: number 9999, as a 16-bit integer (0xcd). */
const NONSENSE = Uint8Array.of(15, 255, 0xcd, 0x0f, 0x27);

/** The front of a game of several nodes: it answers for the matchmaker, and sends who has a seat to the room's node. */
export class Gateway {
  /** Paths of the WebSockets that came to the node. */
  readonly arrivals: string[] = [];
  readonly #server: ServerProcess;
  readonly #clients = new Set<WebSocket>();
  readonly #node: Server;
  readonly #front: Server;

  private constructor(server: ServerProcess) {
    this.#server = server;
    this.#node = createServer();
    new WebSocketServer({ server: this.#node }).on("connection", (client, { url = "" }) => this.#relay(client, url));
    this.#front = createServer(this.#forward);
  }

  /** In front of that server. */
  static async open(server: ServerProcess): Promise<Gateway> {
    const gateway = new Gateway(server);
    for (const each of [gateway.#node, gateway.#front]) await once(each.listen(0, "127.0.0.1"), "listening");
    return gateway;
  }

  /** Where clients are told to ask. */
  get url(): string {
    return `ws://${addressOf(this.#front)}`;
  }

  /** Sends every client a message that can't be read. */
  babble(): void {
    for (const client of this.#clients) client.send(NONSENSE);
  }

  close(): void {
    for (const client of this.#clients) client.terminate();
    for (const each of [this.#node, this.#front]) each.close().closeAllConnections();
  }

  readonly #forward: RequestListener = (request, response) => {
    void this.#answer(request).then(async (answer) => {
      response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
    });
  };

  async #answer(request: Parameters<RequestListener>[0]): Promise<Response> {
    const { method = "GET", url = "" } = request;
    const body = method === "POST" ? Buffer.concat(await request.toArray()) : undefined;
    const answer = await fetch(`${this.#server.http}${url}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body && { body }),
    });
    if (method !== "POST" || !answer.ok) return answer;
    return Response.json({ ...Seat.parse(await answer.json()), publicAddress: `${addressOf(this.#node)}/node` });
  }

  #relay(client: WebSocket, path: string): void {
    this.arrivals.push(path);
    this.#clients.add(client);
    const upstream = new WebSocket(`${this.#server.url}${path.replace(/^\/node/, "")}`);
    upstream.on("message", (data: Buffer) => client.send(data));
    client.on("message", (data: Buffer) => upstream.send(data));
    upstream.on("close", (code) => client.close(code < 3000 ? 1000 : code));
    client.on("close", () => {
      this.#clients.delete(client);
      upstream.close();
    });
  }
}

function addressOf(server: Server): string {
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("not open");
  return `127.0.0.1:${address.port}`;
}
