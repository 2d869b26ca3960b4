import type { TestProbe } from "@fray/game-client/internal/test-probe";

/** What the page of a visitor reports. */
export interface Observed {
  readonly id: number | undefined;
  readonly isAlive: boolean;
  readonly status: "online" | "reconnecting" | "closed";
  readonly patches: number;
  readonly corrections: number;
  readonly largestCorrection: number;
  readonly shots: number;
  /** The longest time in ms in which the page could not do anything, since the fight began. */
  readonly stallMs: number;
}

/** A person at a browser. */
export interface Visitor {
  /** Opens the page and joins. It does not wait for the result. */
  join(): Promise<void>;
  /** Undefined while the page shows no game. */
  observe(): Promise<Observed | undefined>;
  /** Runs about and shoots until it is told to stop. */
  fight(isFighting: boolean): Promise<void>;
  say(text: string): Promise<void>;
  /** Whether the page shows a text: a line of chat, or a sentence. */
  shows(text: RegExp): Promise<boolean>;
  /** All that the page says, for the report of a failure. */
  text(): Promise<string>;
  leave(): Promise<void>;
}

export interface VisitOptions {
  /** The address of the page. */
  readonly url: string;
  readonly name: string;
  /** A proxy that the browser uses, as `host:port`. */
  readonly proxy: string | undefined;
}

/** A browser that runs the column of a table. */
export interface Browser {
  readonly name: string;
  /** The folder of the page that the server sends to it. */
  readonly pageFolder: string;
  visit(options: VisitOptions): Promise<Visitor>;
  close(): Promise<void>;
}

/** Runs in the page. */
export function readProbe({ frame, status, stats }: TestProbe): Observed {
  const { patches, corrections, largestCorrection, shots } = stats();
  return {
    id: frame?.self?.id,
    isAlive: frame?.self?.alive ?? false,
    status: status().state,
    patches,
    corrections,
    largestCorrection,
    shots: shots.predicted,
    stallMs: window.longestStallMs ?? 0,
  };
}
