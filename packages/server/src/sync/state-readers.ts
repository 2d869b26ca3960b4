import type { Client } from "@colyseus/core";
import { nameEncoding } from "@fray/netcode/server";
import { RECORDS_ID } from "@fray/shared-state/sync/arena-records";

/** What a client has said about the encodings that it reads. */
interface Reader {
  /** Name of the snapshot records that it reads, if any. */
  readonly records?: string | undefined;
}

/** Whether a client reads the snapshot records of this build. */
export const readsRecords = ({ records }: Reader): boolean => records === RECORDS_ID;

/** Remembers which clients of a room read snapshot records. A client keeps its encoding while it is connected. */
export class StateReaders {
  readonly #recordReaders = new WeakSet<Client>();

  /** Whether the state is sent to a client as snapshot records. */
  readonly readsRecords = (client: Client): boolean => this.#recordReaders.has(client);

  /** Chooses the encoding of a client that joins or reconnects, before the framework confirms that. */
  welcome(client: Client, reader: Reader): void {
    if (!readsRecords(reader)) return;
    this.#recordReaders.add(client);
    nameEncoding(client, RECORDS_ID);
  }
}
