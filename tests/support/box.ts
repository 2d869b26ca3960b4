import { once } from "node:events";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";

/** What a box does to WebSockets: `stripped` removes the wish for one from the request, as old proxies do. */
export type BoxFate = "pass" | "refused" | "stripped" | "unanswered" | "swallowed";

/** A small proxy in front of a server, whose way with WebSockets can change while connections are open. */
export class Box {
  fate: BoxFate;
  readonly #target: URL;
  readonly #server = createServer((asked, answer) => this.#forward(asked, answer));
  readonly #tunnels = new Set<Socket>();

  private constructor(target: string, fate: BoxFate) {
    this.#target = new URL(target);
    this.fate = fate;
    this.#server.on("upgrade", (asked: IncomingMessage, socket: Socket, head: Buffer) => {
      socket.on("error", () => socket.destroy());
      this.#upgrade(asked, socket, head);
    });
  }

  /** Opens a box in front of the server at `target`, at a free port. */
  static async open(target: string, fate: BoxFate): Promise<Box> {
    const box = new Box(target, fate);
    box.#server.listen(0, "127.0.0.1");
    await once(box.#server, "listening");
    return box;
  }

  /** `http://127.0.0.1:port` */
  get http(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Breaks the open WebSockets. */
  breakWebSockets(): void {
    for (const socket of this.#tunnels) socket.destroy();
  }

  async close(): Promise<void> {
    this.breakWebSockets();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  #forward(asked: IncomingMessage, answer: ServerResponse): void {
    const { hostname, port } = this.#target;
    const { method = "GET", url = "/", headers } = asked;
    const sent = request({ hostname, port, method, path: url, headers, agent: false }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    sent.on("error", () => answer.destroy());
    answer.on("close", () => sent.destroy());
    asked.pipe(sent);
  }

  #upgrade(asked: IncomingMessage, socket: Socket, head: Buffer): void {
    switch (this.fate) {
      case "refused":
        socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        break;
      case "unanswered":
        break;
      case "stripped":
        // The server sees an ordinary request for a page.
        socket.end("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        break;
      default:
        this.#tunnel(asked, socket, head);
    }
  }

  #tunnel({ method, url, rawHeaders }: IncomingMessage, socket: Socket, head: Buffer): void {
    const far = connect(Number(this.#target.port), this.#target.hostname);
    this.#tunnels.add(socket);
    for (const [end, other] of [
      [socket, far],
      [far, socket],
    ] as const) {
      end.on("error", () => end.destroy());
      end.on("close", () => other.destroy());
    }
    socket.on("close", () => this.#tunnels.delete(socket));
    const lines = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []));
    far.write(`${method} ${url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
    far.write(head);
    if (this.fate === "swallowed") far.once("data", (consent: Buffer) => socket.write(headOf(consent)));
    else {
      socket.pipe(far);
      far.pipe(socket);
    }
  }
}

/** The server's consent, without what it sends after it. */
const headOf = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.indexOf("\r\n\r\n") + 4);
