import { createRandom, systemRuntime, type Random } from "@fray/netcode/core";
import type { Stepper, VirtualSocket } from "@fray/netcode/testing";
import type { Config } from "@fray/server/internal/config/schema";
import type { RoundRecord } from "@fray/server/internal/storage/records";
import { startServer, type RunningServer } from "@fray/server/server";

import type { RecordTo } from "./black-box.ts";
import { MemoryDisk } from "./memory-disk.ts";
import { createMortal } from "./mortal-runtime.ts";
import { Operator } from "./operator.ts";
import { Power } from "./power.ts";
import { ServerPromises } from "./server-promises.ts";
import { SimulatedStore } from "./simulated-store.ts";

const RETRY_MS = 1000;

export interface CrashPlan {
  /** Writes until then; the machine crashes before the next one. Undefined for a crash now. */
  readonly writes?: number | undefined;
  /** The program is killed, and the machine goes on. Otherwise its power is cut. */
  readonly isKill: boolean;
  /** Until the next start. */
  readonly ms: number;
}

/** What a crash has left, compared with what the server had promised. */
export interface Crash {
  /** The rounds on the disk. */
  readonly rounds: readonly RoundRecord[];
  /** Rounds that this server was given to keep. */
  readonly given: readonly RoundRecord[];
  /** How many of these it said to be stored. */
  readonly stored: number;
  /** Ids of rounds that were written and confirmed by an honest disk. */
  readonly confirmed: ReadonlySet<string>;
  /** Ids of rounds that the disk has confirmed before it wrote them. */
  readonly lied: ReadonlySet<string>;
}

interface MachineEvents {
  /** The server runs, for the first time or again. */
  started(server: RunningServer, files: Files): void;
  /** The machine has just crashed. */
  crashed(): void;
  /** What was found on the disk after a crash. */
  found(crash: Crash): void;
  /** The server does not start, and nothing hinders it. */
  failed(reason: string): void;
}

/** The files of a machine when a server starts on it. */
export interface Files {
  readonly secret: Buffer | undefined;
  readonly operator: Operator;
  readonly disk: MemoryDisk;
}

/** The folder of the secret and the statistics. */
export const DATA_FOLDER = "/var/lib/fray";

interface Remains {
  readonly given: readonly RoundRecord[];
  readonly stored: number;
  readonly lied: ReadonlySet<string>;
}

/**
 * The machine that the server runs on. When it crashes, all connections break, nothing is written any more, and a fresh
 * server starts on what the disk holds.
 */
export class Machine {
  readonly store: SimulatedStore;
  readonly promises: ServerPromises;
  readonly #stepper: Stepper;
  readonly #config: Config;
  readonly #recordTo: RecordTo | undefined;
  readonly #events: MachineEvents;
  readonly #random: Random;
  readonly #operator: Operator;
  readonly #sockets = new Set<VirtualSocket>();
  #power = this.#createPower();
  #disk = new MemoryDisk(this.#power);
  #server: RunningServer | undefined;
  /** What is left of servers whose machine is off. They must end, because they share the process. */
  readonly #zombies: (() => Promise<void>)[] = [];
  #end: (() => void) | undefined;
  #remains: Remains | undefined;
  #plan: CrashPlan = { isKill: true, ms: 0 };
  #startsAt = 0;
  #isSafe = false;

  constructor(
    stepper: Stepper,
    config: Config,
    { seed, recordTo }: { readonly seed: number; readonly recordTo?: RecordTo | undefined },
    events: MachineEvents,
  ) {
    this.#stepper = stepper;
    this.#recordTo = recordTo;
    this.#config = config;
    this.#events = events;
    this.#random = createRandom(seed * 31 + 7);
    this.store = new SimulatedStore(this.#random, () => this.#power);
    this.promises = new ServerPromises(() => !this.#power.isOff);
    this.#operator = new Operator(this.#disk);
  }

  /** The server, while it runs. */
  get server(): RunningServer | undefined {
    return this.#server;
  }

  get disk(): MemoryDisk {
    return this.#disk;
  }

  /** Connections that are open at present, and that have said something: Node's own timers end the others. */
  get connections(): number {
    return Array.from(this.#sockets).filter(({ bytesRead }) => bytesRead > 0).length;
  }

  /** The end of a connection on this machine. */
  accept(socket: VirtualSocket): boolean {
    if (!this.#server) {
      socket.resetAndDestroy();
      return false;
    }
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    // Node's types do not know the sockets of this process.
    return this.#server.http.emit("connection", socket as never);
  }

  crash(plan: CrashPlan): void {
    if (this.#isSafe) return;
    this.#plan = plan;
    if (plan.writes === undefined) this.#power.fail();
    else this.#power.failAfter(plan.writes);
  }

  fill(isFull: boolean): void {
    this.#disk.isFull = isFull;
    this.store.isFull = isFull;
  }

  /** Nothing goes wrong any more. */
  makeSafe(): void {
    this.#isSafe = true;
    this.#power.failAfter(Infinity);
    this.#startsAt = 0;
    this.fill(false);
    this.store.fault = "none";
  }

  /**
   * Starts the server when it is time for it. Only the end of a crashed server takes virtual time: time stands still
   * while files are read.
   */
  async tend(): Promise<void> {
    for (const end of this.#zombies.splice(0)) await end();
    if (this.#remains) {
      const { confirmed } = this.store;
      this.#events.found({ ...this.#remains, confirmed, rounds: await this.store.rounds() });
      this.#remains = undefined;
    }
    if (!this.#server && this.#stepper.now >= this.#startsAt) await this.#start();
  }

  /** Closes the server as its host would. */
  async close(): Promise<void> {
    await this.#server?.close();
  }

  async #start(): Promise<void> {
    const power = this.#power;
    const disk = this.#disk;
    const { runtime, end } = createMortal(systemRuntime);
    this.#end = end;
    try {
      this.#operator.work(disk);
      const server = await startServer(this.#config, runtime, {
        disk,
        ...(this.#recordTo && { recordTo: this.#recordTo }),
      });
      if (power.isOff) this.#bury(server, end);
      else {
        this.#server = server;
        const secret = disk.look(`${DATA_FOLDER}/secret`) && disk.read(`${DATA_FOLDER}/secret`);
        this.#events.started(server, { secret, operator: this.#operator, disk });
      }
    } catch (error) {
      end();
      if (power.isOff) return;
      this.#startsAt = this.#stepper.now + RETRY_MS;
      if (!disk.isFull) this.#events.failed(`the server does not start: ${String(error)}`);
    }
  }

  #createPower(): Power {
    return new Power(() => this.#crash());
  }

  #crash(): void {
    const { isKill, ms } = this.#plan;
    const stored = this.promises.stored;
    const lied = this.store.crash();
    this.#remains = { given: this.promises.forgetRounds(), stored, lied };
    this.#power = this.#createPower();
    this.#disk = isKill ? this.#disk.afterKill(this.#power) : this.#disk.afterPowerCut(this.#power, this.#random);
    this.#startsAt = this.#stepper.now + ms;
    if (this.#server && this.#end) this.#bury(this.#server, this.#end);
    this.#server = undefined;
    this.#events.crashed();
  }

  #bury(server: RunningServer, end: () => void): void {
    this.#zombies.push(async () => {
      await this.#stepper.settled(server.close());
      end();
    });
  }
}
