import { build, encodeIntoCompressedBase64, type Histogram } from "hdr-histogram-js";

/** What a server says, by what it is about. */
export type Subject = "state" | "events" | "other";

/** What the clients of one process have counted since they were asked to begin. Plain data: it goes to another process. */
export interface LoadReading {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** Clients that only count bytes. */
  readonly clients: number;
  /** Payload bytes they received, without WebSocket headers. */
  readonly bytes: Readonly<Record<Subject, number>>;
  readonly patches: number;
  /** Sums over the patches of those that decode: bodies in view, and bytes of the events that are part of them. */
  readonly decoded: { readonly patches: number; readonly bodies: number; readonly eventBytes: number };
  /** Messages that those could not read, and states that can't be true. */
  readonly faults: number;
  /** Connections that ended by themselves. */
  readonly closed: number;
  /** Between patches of one client, in us, and how late inputs were sent, in us. Compressed histograms. */
  readonly patchGaps: string;
  readonly lateness: string;
}

/** Counts for all clients of a process. */
export class Counters {
  readonly bytes: Record<Subject, number> = { state: 0, events: 0, other: 0 };
  readonly decoded = { patches: 0, bodies: 0, eventBytes: 0 };
  readonly lateness: Histogram = build();
  patches = 0;
  faults = 0;
  closed = 0;
  readonly #patchGaps: Histogram = build();
  #begun = { at: performance.now(), cpu: process.cpuUsage() };

  /** Forgets what was counted so far. */
  begin(): void {
    this.bytes.state = this.bytes.events = this.bytes.other = 0;
    this.decoded.patches = this.decoded.bodies = this.decoded.eventBytes = 0;
    this.patches = this.faults = this.closed = 0;
    this.lateness.reset();
    this.#patchGaps.reset();
    this.#begun = { at: performance.now(), cpu: process.cpuUsage() };
  }

  /** A patch came, `gapMs` after the one before. */
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
