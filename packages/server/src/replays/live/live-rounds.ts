import type { Runtime } from "@fray/netcode/core";
import type { ReplayHeader } from "@fray/shared-state/replay/header";
import { FRAGMENT_SECONDS } from "@fray/shared-state/replay/live/fragment";
import { LiveWriter, type LivePart } from "@fray/shared-state/replay/live/live-writer";
import type { LookRecord } from "@fray/shared-state/replay/look-record";
import type { NameRecord } from "@fray/shared-state/replay/name-record";
import type { Deflate, Second } from "@fray/shared-state/replay/segment";

/** A round keeps its last parts only: minutes of a crowd, and all of a usual round. */
const MOST_BYTES = 4_000_000;
/** A round that is over can be followed to its end for this long, in ms. Then its file is there. */
const LINGER_MS = 60_000;

/** A part that is kept, and the time at which it may be given away, in ms of the runtime. */
interface Kept {
  readonly bytes: Uint8Array;
  readonly dueAt: number;
}

interface LiveRound {
  readonly writer: LiveWriter;
  /** By number. */
  readonly fragments: Map<number, Kept>;
  /** By second. */
  readonly openings: Map<number, Kept>;
  bytes: number;
  /** Number of fragments; undefined while the round is recorded. */
  total: number | undefined;
  /** Until when the file of the round is held back, in ms of the runtime. */
  heldUntil: number;
}

/** What is published of a round now. */
export interface LiveManifest {
  /** Numbers of the fragments that are there: from `first` to the one before `next`. */
  readonly first: number;
  readonly next: number;
  /** Seconds of the round for which there are openings. The fragments that follow each of them are there. */
  readonly openings: readonly number[];
  /** How long it takes until the fragment `next` is there, in ms; undefined when that is not known yet. */
  readonly nextInMs: number | undefined;
  /** Whether the fragment before `next` is the last one. */
  readonly isOver: boolean;
}

/** What comes of asking for a part: its bytes, that it is asked for too early, or that it is not there. */
export type LiveAnswer = Uint8Array | "early" | undefined;

interface Settings {
  readonly runtime: Runtime;
  readonly deflate: Deflate;
  /** Nothing younger than this is given away, in ms. */
  readonly delayMs: number;
}

/** Keeps what was recorded of rounds that are being played, and gives it away when it is old enough. */
export class LiveRounds {
  readonly #settings: Settings;
  readonly #rounds = new Map<string, LiveRound>();

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  begin(header: ReplayHeader, map: string): void {
    const writer = new LiveWriter(header, map, this.#settings.deflate);
    this.#rounds.set(header.id, {
      writer,
      fragments: new Map(),
      openings: new Map(),
      bytes: 0,
      total: undefined,
      heldUntil: 0,
    });
  }

  name(id: string, record: NameRecord): void {
    this.#rounds.get(id)?.writer.name(record);
  }

  look(id: string, record: LookRecord): void {
    this.#rounds.get(id)?.writer.look(record);
  }

  keyframe(id: string, bytes: Uint8Array): void {
    const round = this.#rounds.get(id);
    if (round) this.#keep(round, round.writer.keyframe(bytes));
  }

  second(id: string, second: Second): void {
    const round = this.#rounds.get(id);
    const part = round?.writer.second(second);
    if (round && part) this.#keep(round, part);
  }

  /**
   * Publishes the rest of a round when it is old enough, and forgets the round after a while. The file of one that was
   * cut short is held back as long: its fight may go on in another room.
   */
  end(id: string, isCut: boolean): void {
    const { runtime, delayMs } = this.#settings;
    const round = this.#rounds.get(id);
    if (!round) return;
    const part = round.writer.end();
    this.#keep(round, part);
    round.total = part.type === "fragment" ? part.index + 1 : 0;
    if (isCut) round.heldUntil = runtime.now() + delayMs;
    runtime.setTimeout(() => this.#rounds.delete(id), delayMs + LINGER_MS, { background: true });
  }

  discard(id: string): void {
    this.#rounds.delete(id);
  }

  /** Whether the file of a round must not be given away yet. */
  isHeld(id: string): boolean {
    return (this.#rounds.get(id)?.heldUntil ?? 0) > this.#settings.runtime.now();
  }

  /** Returns what is published of a round; undefined for one that is not being played. */
  manifest(id: string): LiveManifest | undefined {
    const round = this.#rounds.get(id);
    if (!round) return undefined;
    const now = this.#settings.runtime.now();
    const { fragments, openings, total } = round;
    const due = [...fragments].filter(([, { dueAt }]) => dueAt <= now).map(([index]) => index);
    const first = due[0] ?? 0;
    const next = (due.at(-1) ?? -1) + 1;
    const nextAt = fragments.get(next)?.dueAt;
    return {
      first,
      next,
      openings: [...openings.keys()].filter((second) => Math.floor(second / FRAGMENT_SECONDS) < next),
      nextInMs: nextAt === undefined ? undefined : Math.ceil(nextAt - now),
      isOver: total !== undefined && next >= total,
    };
  }

  fragment(id: string, index: number): LiveAnswer {
    const round = this.#rounds.get(id);
    return round && this.#answer(round.fragments, index, round.total);
  }

  /** Returns the state at a second at which the recording has a keyframe. */
  opening(id: string, second: number): LiveAnswer {
    const round = this.#rounds.get(id);
    return round && this.#answer(round.openings, second, 0);
  }

  #answer(kept: ReadonlyMap<number, Kept>, key: number, total: number | undefined): LiveAnswer {
    const part = kept.get(key);
    if (part) return part.dueAt <= this.#settings.runtime.now() ? part.bytes : "early";
    const newest = [...kept.keys()].at(-1) ?? -1;
    return total === undefined && key > newest ? "early" : undefined;
  }

  #keep(round: LiveRound, part: LivePart): void {
    const { runtime, delayMs } = this.#settings;
    const kept = { bytes: part.bytes, dueAt: runtime.now() + delayMs };
    if (part.type === "opening") round.openings.set(part.second, kept);
    else round.fragments.set(part.index, kept);
    round.bytes += part.bytes.length;
    while (round.bytes > MOST_BYTES && round.fragments.size > 1) dropOldest(round);
  }
}

function dropOldest(round: LiveRound): void {
  const { fragments, openings } = round;
  const [index] = fragments.keys();
  if (index === undefined) return;
  round.bytes -= fragments.get(index)?.bytes.length ?? 0;
  fragments.delete(index);
  for (const [second, { bytes }] of openings) {
    if (Math.floor(second / FRAGMENT_SECONDS) > index) return;
    round.bytes -= bytes.length;
    openings.delete(second);
  }
}
