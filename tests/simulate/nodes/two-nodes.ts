import type { Dialled, LinkOptions, Stepper, VirtualSocket } from "@fray/netcode/testing";
import type { ArenaRoom } from "@fray/server/internal/rooms/arena-room";

import { ServerSight } from "../seen/server-sight.ts";
import { Broker } from "./broker.ts";
import type { Ending } from "./end-socket.ts";
import { Machine, type Program } from "./machine.ts";
import { importCopy } from "./module-copies.ts";
import { dialNodesByOwnName } from "./node-address.ts";
import { OwnTimers } from "./own-timers.ts";
import type { ProcessEvents, SeenServer } from "./server-process.ts";

const MODULE = new URL("server-process.ts", import.meta.url);
const BALANCER_PORT = 2567;
/** A load balancer notices the silence of a machine, and ends what it cannot pass on, after this time. */
const CHECK_MS = 2000;

/** The end of a process, and what ended with it. */
export interface Loss {
  /** Virtual ms. */
  readonly at: number;
  readonly roomIds: ReadonlySet<string>;
  readonly ending: Ending;
}

/** Where rooms are, and where the nodes say that they are. */
export interface Whereabouts {
  /** The process of each open room, and of each lobby. */
  readonly open: ReadonlyMap<string, string>;
  /** The process at which each room is listed. */
  readonly listed: ReadonlyMap<string, string>;
  /** The rooms that each lobby shows. */
  readonly shown: ReadonlyMap<string, readonly string[]>;
  /** The open rooms that lobbies should show. */
  readonly isPublic: (roomId: string) => boolean;
}

/** A game of two nodes behind a load balancer, which know each other through a broker. */
export class TwoNodes {
  readonly sight = new ServerSight(() => this.#servers().map(({ watch }) => watch));
  readonly losses: Loss[] = [];
  readonly #stepper: Stepper;
  readonly #broker: Broker;
  readonly #machines: readonly Machine[];
  readonly #programs: Program[] = [];
  readonly #comebacks: number;
  /** When the broker could be reached again by all, in virtual ms. */
  #brokerBackAt = 0;
  #turn = 0;

  /** `comebacks` is how often a node may come back. Their modules are loaded before. */
  constructor(stepper: Stepper, args: readonly string[], events: ProcessEvents, comebacks: number) {
    this.#stepper = stepper;
    this.#broker = new Broker(() => stepper.now);
    this.#comebacks = comebacks;
    this.#machines = [1, 2].map(
      (number) => new Machine({ stepper, broker: this.#broker, port: BALANCER_PORT + number, args, events }),
    );
    dialNodesByOwnName();
  }

  get running(): number {
    return this.#servers().length;
  }

  /** Starts the nodes when it is called for the first time. */
  async tend(): Promise<void> {
    if (this.#programs.length > 0 || this.#servers().length > 0) return;
    for (let count = 0; count < this.#machines.length + this.#comebacks; count++)
      this.#programs.push(await loadProgram(String(count + 1)));
    for (const machine of this.#machines) await this.#stepper.settled(this.#startAt(machine));
  }

  dial(name: string, line: LinkOptions): Dialled {
    for (const machine of this.#machines) this.#stepper.dial(name, machine, { ...line, port: machine.port });
    return this.#stepper.dial(name, this, { port: BALANCER_PORT });
  }

  /** Takes a connection as a load balancer does, and passes it to one machine after the other. */
  emit(event: "connection", socket: VirtualSocket): boolean {
    const now = this.#stepper.now;
    // It asks `/health/ready` too.
    const known = this.#machines.filter(({ running, isSilent, lostAt, isDraining }) =>
      running ? !isDraining : isSilent && now - lostAt < CHECK_MS,
    );
    const machine = known[this.#turn++ % known.length];
    if (machine?.running) return machine.emit(event, socket);
    setTimeout(() => socket.resetAndDestroy(), CHECK_MS);
    return false;
  }

  rooms(): Iterable<ArenaRoom> {
    return this.#servers().flatMap(({ server }) => Array.from(server.context.arenas));
  }

  connections(): number {
    return this.#machines.reduce((sum, { connections }) => sum + connections, 0);
  }

  /** Ends a node without a word, unless it is the last one. It comes back after some time; never without one. */
  lose(index: number, ending: Ending, backAfterMs?: number): void {
    const machine = this.#machines[index % this.#machines.length];
    if (!machine?.running || !this.#areBothUp) return;
    const roomIds = Array.from(machine.running.server.context.arenas, ({ roomId }) => roomId);
    machine.lose(ending);
    this.losses.push({ at: this.#stepper.now, roomIds: new Set(roomIds), ending });
    if (backAfterMs !== undefined) setTimeout(() => void this.#startAt(machine), backAfterMs);
  }

  /**
   * Shuts a node down in order, unless it is the last one, and returns the rooms that it had. It comes back some time
   * after it has ended; never without one.
   */
  drain(index: number, backAfterMs?: number): ReadonlySet<string> {
    const machine = this.#machines[index % this.#machines.length];
    if (!machine?.running || !this.#areBothUp) return new Set();
    const roomIds = Array.from(machine.running.server.context.arenas, ({ roomId }) => roomId);
    void machine.drain().then(() => {
      if (backAfterMs !== undefined) setTimeout(() => void this.#startAt(machine), backAfterMs);
    });
    return new Set(roomIds);
  }

  get #areBothUp(): boolean {
    return this.#machines.every(({ running, isDraining }) => running && !isDraining);
  }

  /** Nothing passes between the nodes and the broker for some time: it is late, or the connections break. */
  holdUpBroker(ms: number, isBroken: boolean): void {
    this.#brokerBackAt = Math.max(this.#brokerBackAt, this.#stepper.now + ms);
    for (const { way } of this.#machines) {
      if (!isBroken) way?.link.stall(ms);
      else if (way) {
        way.link.cut();
        setTimeout(() => way.restore(), ms);
      }
    }
  }

  /** The broker starts again, without its data. */
  restartBroker(): void {
    this.#brokerBackAt = Math.max(this.#brokerBackAt, this.#stepper.now);
    this.#broker.forget();
    for (const { way } of this.#machines) way?.link.breakConnections();
  }

  /** Whether a room was at a node that has died. */
  isLost(roomId: string): boolean {
    return this.losses.some(({ roomIds }) => roomIds.has(roomId));
  }

  /** For how long the broker has worked, in virtual ms. */
  get brokerCalmMs(): number {
    return this.#stepper.now - this.#brokerBackAt;
  }

  whereabouts(): Whereabouts {
    const open = new Map<string, string>();
    const shown = new Map<string, readonly string[]>();
    const publicRooms = new Set<string>();
    for (const { server, processId } of this.#servers()) {
      const { arenas, lobbies } = server.context;
      for (const { roomId } of [...arenas, ...lobbies]) open.set(roomId, processId);
      for (const { roomId, state } of arenas) if (!state.room.private) publicRooms.add(roomId);
      for (const { roomId, state } of lobbies) shown.set(roomId, [...state.rooms.keys()]);
    }
    const listed = new Map<string, string>();
    for (const [roomId, text] of this.#broker.hash("roomcaches"))
      listed.set(roomId, (JSON.parse(text) as { readonly processId: string }).processId);
    return { open, listed, shown, isPublic: (roomId) => publicRooms.has(roomId) };
  }

  async close(): Promise<void> {
    for (const { server } of this.#servers()) await server.close();
  }

  #servers(): SeenServer[] {
    return this.#machines.flatMap(({ running }) => running ?? []);
  }

  async #startAt(machine: Machine): Promise<void> {
    const program = this.#programs.shift();
    if (program) await machine.start(program);
  }
}

async function loadProgram(name: string): Promise<Program> {
  const timers = new OwnTimers();
  const { startProcess } = (await importCopy(MODULE, name, timers.functions)) as Pick<Program, "startProcess">;
  return { name, startProcess, timers };
}
