import { createRandom } from "../core/random.ts";
import { Link, type LinkOptions } from "./link.ts";
import { VirtualConnection } from "./virtual-connection.ts";
import { VirtualSocket } from "./virtual-socket.ts";

/** The part of Node's HTTP server that a network needs. */
export interface ConnectionServer {
  emit(event: "connection", socket: VirtualSocket): boolean;
}

interface Host {
  /** The servers behind the name, by port. */
  readonly servers: Map<number, ConnectionServer>;
  readonly link: Link;
  /** Address that the server sees. */
  readonly address: string;
}

/** Names end in this, so that no real host is meant. */
const SUFFIX = ".virtual";
const FIRST_CLIENT_PORT = 40_000;
const DEFAULT_PORTS: Readonly<Record<string, number>> = { "http:": 80, "ws:": 80, "https:": 443, "wss:": 443 };

/**
 * Connections in this process. Each client dials the server under a name of its own, `ws://ann.virtual:2567`, and has
 * a link and an address of its own.
 */
export class VirtualNetwork {
  readonly #seed: number;
  readonly #hosts = new Map<string, Host>();
  #nextPort = FIRST_CLIENT_PORT;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /**
   * Adds a way to a server. Returns the link, and the endpoint under which a client dials it. The server sees
   * addresses `10.x.y.z`, a different one for each name unless `address` says otherwise. A name that is in use gets one
   * more server at another port, over the same link, and the other options have no effect. Throws an Error for a name
   * and port that are in use.
   */
  open(
    name: string,
    server: ConnectionServer,
    { port = 2567, address, ...options }: LinkOptions & { port?: number; address?: string } = {},
  ): { readonly link: Link; readonly endpoint: string } {
    const hostname = `${name.toLowerCase()}${SUFFIX}`;
    const host = this.#hosts.get(hostname) ?? this.#add(hostname, options, address);
    if (host.servers.has(port)) throw new Error(`the virtual network already has a host "${hostname}" at port ${port}`);
    host.servers.set(port, server);
    return { link: host.link, endpoint: `http://${hostname}:${port}` };
  }

  /** Whether a host name belongs to this network. */
  has(hostname: string): boolean {
    return this.#hosts.has(hostname);
  }

  /**
   * Connects to a server as its client of this name. Returns the client's end; it breaks at once on a cut link. Unless
   * `allowHalfOpen` is set, it answers the end of the server with its own, as Node's clients do. `isWebSocket` says
   * that it will ask for a WebSocket.
   */
  connect({ hostname, port, protocol }: URL, { allowHalfOpen = false, isWebSocket = false } = {}): VirtualSocket {
    const host = this.#hosts.get(hostname);
    const farPort = Number(port) || (DEFAULT_PORTS[protocol] ?? 0);
    const server = host?.servers.get(farPort);
    if (!host || !server) throw new Error(`the virtual network has no host "${hostname}" at port ${farPort}`);
    const { link, address } = host;
    const peer = { address, port: this.#nextPort++, allowHalfOpen, isWebSocket };
    const { webSockets, roundTripMs } = link.options;
    if (isWebSocket && (webSockets === "refused" || webSockets === "unanswered"))
      return stoppedSocket(farPort, webSockets === "refused" ? (roundTripMs ?? 0) : undefined);
    const connection = new VirtualConnection(link, peer, farPort);
    // Node's client writes once it has the socket, so an error must come later than this call.
    if (link.isDown) setTimeout(() => connection.reset(), 0);
    else connection.acceptAt(performance.now() + (link.options.acceptMs ?? 0), (far) => server.emit("connection", far));
    return connection.near;
  }

  #add(hostname: string, options: LinkOptions, address: string | undefined): Host {
    const index = this.#hosts.size + 1;
    const link = new Link(options, createRandom(this.#seed * 7919 + index));
    const own = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
    const host: Host = { servers: new Map(), link, address: address ?? own };
    this.#hosts.set(hostname, host);
    return host;
  }
}

/** An end of a connection that some proxy answers after `refusedAfterMs`, or never. */
function stoppedSocket(remotePort: number, refusedAfterMs: number | undefined): VirtualSocket {
  const near = new VirtualSocket({ remoteAddress: "127.0.0.1", remotePort, allowHalfOpen: false });
  if (refusedAfterMs === undefined) return near;
  setTimeout(() => {
    if (near.destroyed) return;
    near.receive(Buffer.from("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"));
    near.receive(undefined);
  }, refusedAfterMs);
  return near;
}
