import { build, encodeIntoCompressedBase64, type Histogram } from "hdr-histogram-js";

/** Kinds of server messages. */
export type Subject = "state" | "events" | "other";

/** The counters of one process since `begin`. They are plain data, because they are sent to another process. */
export interface LoadReading {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** Number of clients that only count bytes. */
  readonly clients: number;
  /** Payload bytes that the counting clients received, without WebSocket headers. */
  readonly bytes: Readonly<Record<Subject, number>>;
  readonly patches: number;
  /** Sums over the patches of the decoding clients: bodies in view, and bytes of the events in the patches. */
  readonly decoded: { readonly patches: number; readonly bodies: number; readonly eventBytes: number };
  /** Messages that could not be decoded, and states that can't be right. */
  readonly faults: number;
  /** Connections that ended unexpectedly. */
  readonly closed: number;
  /** Compressed histograms in us: time between two patches of one client, and lateness of inputs. */
  readonly patchGaps: string;
  readonly lateness: string;
}

/** Counters of all clients of a process. */
export class Counters {
  readonly bytes: Record<Subject, number> = { state: 0, events: 0, other: 0 };
  readonly decoded = { patches: 0, bodies: 0, eventBytes: 0 };
  readonly lateness: Histogram = build();
  patches = 0;
  faults = 0;
  closed = 0;
  readonly #patchGaps: Histogram = build();
  #begun = { at: performance.now(), cpu: process.cpuUsage() };

  /** Resets the counters. */
  begin(): void {
    this.bytes.state = this.bytes.events = this.bytes.other = 0;
    this.decoded.patches = this.decoded.bodies = this.decoded.eventBytes = 0;
    this.patches = this.faults = this.closed = 0;
    this.lateness.reset();
    this.#patchGaps.reset();
    this.#begun = { at: performance.now(), cpu: process.cpuUsage() };
  }

  /** Counts a patch that came `gapMs` after the previous one. */
  countPatch(gapMs: number): void {
    this.patches++;
    this.#patchGaps.recordValue(Math.round(gapMs * 1000));
  }

  read(clients: number): LoadReading {
    const { user, system } = process.cpuUsage(this.#begun.cpu);
    const { bytes, patches, decoded, faults, closed } = this;
    return {
      cpuSeconds: (user + system) / 1e6,
      wallSeconds: (performance.now() - this.#begun.at) / 1000,
      clients,
      bytes: { ...bytes },
      patches,
      decoded: { ...decoded },
      faults,
      closed,
      patchGaps: encodeIntoCompressedBase64(this.#patchGaps),
      lateness: encodeIntoCompressedBase64(this.lateness),
    };
  }
}
