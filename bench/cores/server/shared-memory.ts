import { namesOf } from "@fray/netcode/core";
import { BODY_FIELDS, type BodyFieldName } from "@fray/shared-state/schema/body-fields";

/** Ticks that may be under way between the simulation and the slowest thread. With two, one is written while one is read. */
export const PAGES = 4;
/** Bodies of a room, and bytes of a tick's events and of the common part. */
export const MAX_BODIES = 1024;
export const MAX_BLOB_BYTES = 1 << 20;
/** Inputs, joins and leaves of one thread that may wait for a tick. */
export const RING_ENTRIES = 1 << 14;

/** The fields of a body in their order, each with a column in a page. */
export const COLUMNS: readonly BodyFieldName[] = namesOf(BODY_FIELDS);
/** One more column: the number of inputs taken. */
export const ACKNOWLEDGED = COLUMNS.length;
const COLUMN_COUNT = COLUMNS.length + 1;

/** Places in the numbers of a page. -1 as a length stands for undefined. */
export const HEAD = { tick: 0, sNow: 1, bodies: 2, eventBytes: 3, commonBytes: 4, wholeBytes: 5, beganAt: 6 } as const;
const HEAD_NUMBERS = 8;

/** Places in the counters. The number of pages that a thread has read follows, for each thread. */
export const COUNTER = {
  published: 0,
  lastId: 1,
  received: 2,
  dropped: 3,
  stalls: 4,
  lostInRings: 5,
  /** Threads that accept connections, and their port. */
  listening: 6,
  port: 7,
  read: 8,
} as const;
const MAX_THREADS = 8;

/** Everything that threads share. It is passed to a worker as it is. */
export interface SharedMemory {
  readonly counters: Int32Array<SharedArrayBuffer>;
  /** One for each thread with connections. */
  readonly rings: readonly SharedArrayBuffer[];
  readonly pages: readonly Page[];
  /** Delays of the last ticks; see `Delays`. */
  readonly delays: Float64Array<SharedArrayBuffer>;
}

/** One tick in shared memory. Bodies are a structure of arrays: `MAX_BODIES` values of a field, then the next field. */
export interface Page {
  readonly head: Float64Array<SharedArrayBuffer>;
  readonly columns: Float64Array<SharedArrayBuffer>;
  /** Events, then the patch of the common part, then the whole of it. */
  readonly blob: Uint8Array<SharedArrayBuffer>;
}

export const KEPT_DELAYS = 256;

export const createMemory = (threads: number): SharedMemory => ({
  counters: new Int32Array(new SharedArrayBuffer(4 * (COUNTER.read + MAX_THREADS))),
  rings: Array.from({ length: threads }, () => new SharedArrayBuffer(8 * (1 + RING_ENTRIES * RING_NUMBERS))),
  pages: Array.from({ length: threads === 0 ? 0 : PAGES }, () => ({
    head: new Float64Array(new SharedArrayBuffer(8 * HEAD_NUMBERS)),
    columns: new Float64Array(new SharedArrayBuffer(8 * COLUMN_COUNT * MAX_BODIES)),
    blob: new Uint8Array(new SharedArrayBuffer(MAX_BLOB_BYTES)),
  })),
  delays: new Float64Array(new SharedArrayBuffer(8 * KEPT_DELAYS * Math.max(1, threads))),
});

/** Numbers of an entry in a ring: kind, id, view time, and the four fields of an input. */
export const RING_NUMBERS = 7;

/** Returns the column of a page at a place in `COLUMNS`. */
export const columnOf = ({ columns }: Page, place: number): Float64Array<SharedArrayBuffer> =>
  columns.subarray(place * MAX_BODIES, (place + 1) * MAX_BODIES);
