import { CloseCode, type Client } from "@colyseus/core";

import type { Runtime } from "../../core/runtime.ts";
import { closeConnection } from "../connection/close-connection.ts";
import { SentBytes } from "../connection/sent-bytes.ts";
import { socketOf } from "../connection/socket-of.ts";
import type { Socket } from "../connection/socket.ts";
import { writeAtOnce } from "../connection/write-at-once.ts";
import { Pace } from "./pace.ts";
import { PacedConnection } from "./paced-connection.ts";

/** The part of a room that is used here. */
interface PatchedRoom {
  readonly clients: Iterable<Client>;
  broadcastPatch(): unknown;
}

/** Shrinks what a client is sent to a share of its normal area of interest. `Interest.limitReach` does it. */
export type LimitReach = (sessionId: string, share: number) => void;

export interface BackpressureOptions {
  readonly runtime: Runtime;
  /** Ticks per second. The room sends a patch in each of them. */
  readonly tickRate: number;
  readonly limitReach: LimitReach;
}

interface PacedClient {
  readonly connection: PacedConnection;
  readonly pace: Pace;
}

/**
 * Sends the patches of a room to each client at the pace at which it reads them. A client that is behind is sent
 * fewer patches, and each carries the newest state. A client that reads nothing is closed after 5 s and may reconnect.
 * So a slow reader costs a bounded amount of memory.
 */
export class Backpressure {
  readonly #room: PatchedRoom;
  readonly #options: BackpressureOptions;
  /** The key is the socket, because a client that reconnects has a new connection with a pace of its own. */
  readonly #paced = new WeakMap<Socket, PacedClient>();
  #tick = 0;
  #added = 0;

  constructor(room: PatchedRoom, options: BackpressureOptions) {
    this.#room = room;
    this.#options = options;
  }

  /** Sends the patch of a tick. Call it once in each tick. */
  sendPatch(): void {
    const { clients } = this.#room;
    this.#tick++;
    writeAtOnce(clients, () => {
      for (const client of clients) this.#keepPace(client);
      this.#room.broadcastPatch();
    });
  }

  /** Whether a client receives the current patch. Pass it to the serializer. */
  isDue(client: Client): boolean {
    return this.#pacedOf(client).pace.isDue(this.#tick);
  }

  #keepPace(client: Client): void {
    const { runtime, tickRate, limitReach } = this.#options;
    const { connection, pace } = this.#pacedOf(client);
    const before = connection.level;
    connection.advance(this.#tick, 1 / tickRate);
    const { level } = connection;
    pace.every = level.every;
    limitReach(client.sessionId, level.reach);
    if (level !== before && level.name === "cut")
      closeConnection(runtime, client, CloseCode.MAY_TRY_RECONNECT, "too far behind");
  }

  #pacedOf(client: Client): PacedClient {
    const socket = socketOf(client);
    let paced = this.#paced.get(socket);
    if (!paced) {
      const phase = this.#added++;
      const sent = new SentBytes(client);
      const connection = new PacedConnection(client, phase, () => sent.total, this.#options.runtime);
      paced = { connection, pace: new Pace(phase) };
      this.#paced.set(socket, paced);
    }
    return paced;
  }
}
