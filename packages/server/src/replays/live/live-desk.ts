import type { Runtime } from "@fray/netcode/core";

import type { ReplayArchive } from "../replays.ts";
import type { LiveAnswer, LiveManifest } from "./live-rounds.ts";

/** A manifest is at most this old, in ms. */
const FRESH_MS = 500;
/** Manifests that are remembered: more than rounds of a server. */
const MOST_REMEMBERED = 1000;

type Archive = Pick<ReplayArchive, "live" | "fragment" | "opening">;

interface Remembered {
  /** In ms of the runtime. */
  until: number;
  readonly manifest: Promise<LiveManifest | undefined>;
}

/**
 * Answers for what is published of rounds. It asks the archive's thread once for all who ask at the same time, and a
 * request that comes too early costs no question at all.
 */
export class LiveDesk {
  readonly #archive: Archive;
  readonly #runtime: Runtime;
  readonly #manifests = new Map<string, Remembered>();

  constructor(archive: Archive, runtime: Runtime) {
    this.#archive = archive;
    this.#runtime = runtime;
  }

  /** Returns what is published of a round; undefined for one that is not being played here. */
  manifest(id: string): Promise<LiveManifest | undefined> {
    const now = this.#runtime.now();
    const known = this.#manifests.get(id);
    if (known && known.until > now) return known.manifest;
    const manifest = this.#archive.live(id);
    const remembered = { until: now + FRESH_MS, manifest };
    this.#manifests.delete(id);
    this.#manifests.set(id, remembered);
    // The manifest is old when there is one fragment more.
    void manifest.then(
      (read) => (remembered.until = Math.min(remembered.until, now + (read?.nextInMs ?? FRESH_MS))),
      () => this.#manifests.delete(id),
    );
    for (const [oldest] of this.#manifests) {
      if (this.#manifests.size <= MOST_REMEMBERED) break;
      this.#manifests.delete(oldest);
    }
    return manifest;
  }

  async fragment(id: string, index: number): Promise<LiveAnswer> {
    const manifest = await this.manifest(id);
    if (!manifest || index < manifest.first) return undefined;
    if (index < manifest.next) return this.#archive.fragment(id, index);
    return manifest.isOver ? undefined : "early";
  }

  async opening(id: string, second: number): Promise<LiveAnswer> {
    const manifest = await this.manifest(id);
    if (!manifest) return undefined;
    if (manifest.openings.includes(second)) return this.#archive.opening(id, second);
    const newest = manifest.openings.at(-1) ?? -1;
    return second > newest && !manifest.isOver ? "early" : undefined;
  }
}
