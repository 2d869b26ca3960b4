import type { Link, Stepper, VirtualSocket } from "@fray/netcode/testing";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

import type { Broker } from "./broker.ts";
import { endSocket, type Ending } from "./end-socket.ts";

const PORT = 6379;
/** In one data center. */
const ROUND_TRIP_MS = 2;

/** The way of one process to the broker. */
export class BrokerWay {
  static readonly #ways = new Map<string, BrokerWay>();
  readonly url: string;
  readonly link: Link;
  readonly #sockets: VirtualSocket[] = [];
  readonly #dial: () => VirtualSocket;
  #isOver = false;

  /** `name` is used once. */
  constructor(stepper: Stepper, broker: Broker, name: string) {
    if (BrokerWay.#ways.size === 0) routeConnections();
    const { endpoint, link } = stepper.dial(name, broker, { port: PORT, roundTripMs: ROUND_TRIP_MS });
    this.url = endpoint.replace("http", "redis");
    this.link = link;
    this.#dial = () => stepper.connect(endpoint);
    BrokerWay.#ways.set(new URL(endpoint).hostname, this);
  }

  static of(host: string): BrokerWay | undefined {
    return BrokerWay.#ways.get(host);
  }

  connect(): VirtualSocket {
    const socket = this.#dial();
    // As Node's own sockets do by default.
    socket.on("end", () => socket.end());
    this.#sockets.push(socket);
    return socket;
  }

  /** The process is gone, and learns nothing any more. */
  end(ending: Ending): void {
    for (const socket of this.#sockets) endSocket(socket, ending);
    this.link.cut();
    this.#isOver = true;
  }

  /** Ends a cut, unless the process is gone: what is left of its client of Redis would connect again. */
  restore(): void {
    if (!this.#isOver) this.link.restore();
  }
}

/** The client of Redis dials with Node's own function, so that one leads to the brokers of this process. */
function routeConnections(): void {
  const platform = net.createConnection as (...args: unknown[]) => net.Socket;
  const createConnection = (...args: unknown[]): unknown => {
    const [options] = args;
    const host = typeof options === "object" && options && "host" in options ? String(options.host) : "";
    return BrokerWay.of(host)?.connect() ?? platform(...args);
  };
  Object.assign(net, { createConnection });
  syncBuiltinESMExports();
}
