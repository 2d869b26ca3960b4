import type { Stepper, VirtualSocket } from "@fray/netcode/testing";

import { BrokerWay } from "./broker-way.ts";
import type { Broker } from "./broker.ts";
import { endSocket, type Ending } from "./end-socket.ts";
import type { OwnTimers } from "./own-timers.ts";
import type { ProcessEvents, SeenServer, startProcess } from "./server-process.ts";

/** A copy of the server's modules that no process uses yet. */
export interface Program {
  /** Its name, which is used once. */
  readonly name: string;
  readonly startProcess: typeof startProcess;
  readonly timers: OwnTimers;
}

/** Same for all nodes. */
const SECRET = "a secret of sixteen and more";
/** The host in the address of each machine. Clients put their own name in its place. */
export const MACHINE_HOST = "machine.virtual";

interface Process extends SeenServer {
  readonly program: Program;
  readonly way: BrokerWay;
}

interface MachineOptions {
  readonly stepper: Stepper;
  readonly broker: Broker;
  readonly port: number;
  readonly args: readonly string[];
  readonly events: ProcessEvents;
}

/** A machine of a game. It has an address, and runs one process of the server after the other. */
export class Machine {
  readonly port: number;
  readonly #options: MachineOptions;
  readonly #sockets = new Set<VirtualSocket>();
  #process: Process | undefined;
  #isDraining = false;
  /** How the last process has ended. */
  #ending: Ending = "crash";
  /** When it ended, in virtual ms. */
  lostAt = -Infinity;

  constructor(options: MachineOptions) {
    this.port = options.port;
    this.#options = options;
  }

  /** The server that runs on it at present. */
  get running(): SeenServer | undefined {
    return this.#process;
  }

  /** Whether it is gone without a word. A machine whose process has crashed refuses connections at once. */
  get isSilent(): boolean {
    return !this.#process && this.#ending === "silence";
  }

  /** The way of its process to the broker. */
  get way(): BrokerWay | undefined {
    return this.#process?.way;
  }

  /** Connections on which somebody has said something. */
  get connections(): number {
    return [...this.#sockets].filter(({ bytesRead }) => bytesRead > 0).length;
  }

  async start(program: Program): Promise<void> {
    const { stepper, broker, args, events } = this.#options;
    const way = new BrokerWay(stepper, broker, `broker-${program.name}`);
    const address = `${MACHINE_HOST}:${this.port}`;
    const own = ["--redis-url", way.url, "--secret", SECRET, "--public-address", address];
    const seen = await program.startProcess([...args, ...own], program.timers.runtime, events);
    this.#process = { ...seen, program, way };
  }

  /** Takes a connection, as a server of the network. */
  emit(_event: "connection", socket: VirtualSocket): boolean {
    if (!this.#process) {
      endSocket(socket, this.#ending);
      return false;
    }
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    return this.#process.server.http.emit("connection", socket);
  }

  /** Whether its process shuts down in order. */
  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** Shuts its process down in order. */
  async drain(): Promise<void> {
    const process = this.#process;
    if (!process) return;
    this.#isDraining = true;
    await process.shutDown();
    this.#isDraining = false;
    // It may have crashed meanwhile.
    if (this.#process !== process) return;
    this.#process = undefined;
    this.#ending = "crash";
    process.program.timers.end();
    process.way.end("crash");
  }

  /** Ends its process in the middle of whatever it does. It does nothing any more, and is not told. */
  lose(ending: Ending): void {
    if (!this.#process) return;
    const { program, way } = this.#process;
    this.#process = undefined;
    this.#ending = ending;
    this.lostAt = this.#options.stepper.now;
    program.timers.end();
    way.end(ending);
    for (const socket of this.#sockets) endSocket(socket, ending);
    this.#sockets.clear();
  }
}
