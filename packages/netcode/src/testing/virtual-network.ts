import { createRandom } from "../core/random.ts";
import { Link, type LinkOptions } from "./link.ts";
import { VirtualConnection } from "./virtual-connection.ts";
import type { VirtualSocket } from "./virtual-socket.ts";

/** The part of Node's HTTP server that a network needs. */
export interface ConnectionServer {
  emit(event: "connection", socket: VirtualSocket): boolean;
}

interface Host {
  readonly server: ConnectionServer;
  readonly port: number;
  readonly link: Link;
  /** Address that the server sees. */
  readonly address: string;
}

/** Names end in this, so that no real host is meant. */
const SUFFIX = ".virtual";
const FIRST_CLIENT_PORT = 40_000;

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
   * addresses `10.x.y.z`, a different one for each name unless `address` says otherwise. Throws an Error for a name
   * that is in use.
   */
  open(
    name: string,
    server: ConnectionServer,
    { port = 2567, address, ...options }: LinkOptions & { port?: number; address?: string } = {},
  ): { readonly link: Link; readonly endpoint: string } {
    const index = this.#hosts.size + 1;
    const hostname = `${name.toLowerCase()}${SUFFIX}`;
    if (this.#hosts.has(hostname)) throw new Error(`the virtual network already has a host "${hostname}"`);
    const link = new Link(options, createRandom(this.#seed * 7919 + index));
    const own = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
    this.#hosts.set(hostname, { server, port, link, address: address ?? own });
    return { link, endpoint: `http://${hostname}:${port}` };
  }

  /** Whether a host name belongs to this network. */
  has(hostname: string): boolean {
    return this.#hosts.has(hostname);
  }

  /**
   * Connects to a server as its client of this name. Returns the client's end; it breaks at once on a cut link. Unless
   * `allowHalfOpen` is set, it answers the end of the server with its own, as Node's clients do.
   */
  connect(hostname: string, { allowHalfOpen = false } = {}): VirtualSocket {
    const host = this.#hosts.get(hostname);
    if (!host) throw new Error(`the virtual network has no host "${hostname}"`);
    const { link, server, address, port } = host;
    const connection = new VirtualConnection(link, { address, port: this.#nextPort++, allowHalfOpen }, port);
    // Node's client writes once it has the socket, so an error must come later than this call.
    if (link.isDown) setTimeout(() => connection.reset(), 0);
    else connection.acceptAt(performance.now() + (link.options.acceptMs ?? 0), (far) => server.emit("connection", far));
    return connection.near;
  }
}
