import { systemRuntime } from "@fray/netcode/core";
import type { Dialled, Stepper } from "@fray/netcode/testing";
import type { ArenaRoom } from "@fray/server/internal/rooms/arena-room";
import type { Socket } from "node:net";

import { ServerSight } from "../seen/server-sight.ts";
import type { Fleet } from "./fleet.ts";
import { startProcess, type ProcessEvents, type SeenServer } from "./server-process.ts";

/** A game of one server, which lives in this process itself. */
export class OneServer implements Fleet {
  readonly sight = new ServerSight(() => (this.#seen ? [this.#seen.watch] : []));
  readonly #stepper: Stepper;
  readonly #args: readonly string[];
  readonly #events: ProcessEvents;
  readonly #connections = new Set<Socket>();
  #seen: SeenServer | undefined;

  constructor(stepper: Stepper, args: readonly string[], events: ProcessEvents) {
    this.#stepper = stepper;
    this.#args = args;
    this.#events = events;
  }

  get running(): number {
    return this.#seen ? 1 : 0;
  }

  async start(): Promise<void> {
    this.#seen = await startProcess(this.#args, systemRuntime, this.#events);
    this.#seen.server.http.on("connection", (socket) => {
      this.#connections.add(socket);
      socket.on("close", () => this.#connections.delete(socket));
    });
  }

  dial(name: string, roundTripMs: number): Dialled {
    return this.#stepper.dial(name, this.#server.server.http, { roundTripMs });
  }

  rooms(): Iterable<ArenaRoom> {
    return this.#seen?.server.context.arenas ?? [];
  }

  connections(): number {
    // Node ends connections that never say anything, but by its own timers, which are not virtual.
    return Array.from(this.#connections).filter(({ bytesRead }) => bytesRead > 0).length;
  }

  close(): Promise<void> {
    return this.#server.server.close();
  }

  get #server(): SeenServer {
    if (!this.#seen) throw new Error("the server was not started");
    return this.#seen;
  }
}
