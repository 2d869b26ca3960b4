import { ArenaConnection } from "@fray/bot-client/internal/connection/arena-connection";
import { TransportChoice, type TransportMode } from "@fray/netcode/client";
import { systemRuntime, ByteWriter, MAX_EVENT_BYTES } from "@fray/netcode/core";
import { EVENT_LISTS, type EventsMessage } from "@fray/shared-state/protocol/events";
import { EVENT_RECORDS } from "@fray/shared-state/sync/arena-records";

import type { Counters } from "./counters.ts";
import type { Player } from "./player.ts";
import type { Script } from "./script.ts";

/** A player who decodes all patches, as a bot does. A few of them measure what the others receive. */
export class DecodingClient implements Player {
  readonly #connection: ArenaConnection;
  readonly #script: Script;
  readonly #frame = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };

  private constructor(connection: ArenaConnection, script: Script, counters: Counters) {
    this.#connection = connection;
    this.#script = script;
    let faults = connection.traffic.decodeErrors.size;
    connection.onPatch(() => {
      counters.decoded.patches++;
      counters.decoded.bodies += countBodies(connection, counters);
      counters.faults += connection.traffic.decodeErrors.size - faults;
      faults = connection.traffic.decodeErrors.size;
    });
    if (connection.hasEventsInPatches)
      connection.onEvents((message) => (counters.decoded.eventBytes += bytesOfEvents(message)));
  }

  static async join(
    { http, name, transport }: { http: string; name: string; transport?: TransportMode | undefined },
    script: Script,
    counters: Counters,
  ): Promise<DecodingClient> {
    const url = http.replace(/^http/, "ws");
    const transports = new TransportChoice(systemRuntime, { mode: transport ?? "auto" });
    const connection = await ArenaConnection.open({ runtime: systemRuntime, url, name, transports });
    return new DecodingClient(connection, script, counters);
  }

  get sent(): number {
    return this.#connection.traffic.inputs;
  }

  step(): void {
    this.#script.next(this.#frame);
    this.#connection.send(this.#frame);
  }

  leave(): void {
    void this.#connection.leave();
  }
}

/** Counts the bodies in view, including the own one. A body outside of the map, or no own body, is a fault. */
function countBodies({ bodies, self, arena }: ArenaConnection, counters: Counters): number {
  let count = 0;
  for (const { x, y } of bodies) {
    count++;
    if (!(x >= 0 && y >= 0 && x <= (arena?.width ?? 0) && y <= (arena?.height ?? 0))) counters.faults++;
  }
  if (!self) counters.faults++;
  return count;
}

/** Returns the bytes that a message of events takes in a patch. */
function bytesOfEvents(message: EventsMessage): number {
  const writer = new ByteWriter();
  EVENT_RECORDS.writeTick(writer, message.tick);
  for (const list of EVENT_LISTS) {
    for (const event of message[list] ?? []) {
      writer.reserve(MAX_EVENT_BYTES);
      EVENT_RECORDS.writeEvent(writer, list, event);
    }
  }
  return writer.length;
}
