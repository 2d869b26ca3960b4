import { createRandom, systemRuntime } from "@fray/netcode/core";
import type { OpenReplays } from "@fray/server/internal/replays/open-replays";
import { ReplayThread } from "@fray/server/internal/replays/replay-thread";
import { Replays } from "@fray/server/internal/replays/replays";
import { RoomRecording } from "@fray/server/internal/replays/room-recording";
import { SigningKey } from "@fray/server/internal/replays/signing-key";
import type { startServer } from "@fray/server/server";
import { RoundRecorder } from "@fray/shared-state/replay/round-recorder";

import { replaceMethod } from "../seen/replace-method.ts";
import { MemoryDisk } from "./memory-disk.ts";
import { Power } from "./power.ts";

export type RecordTo = NonNullable<NonNullable<Parameters<typeof startServer>[2]>["recordTo"]>;

/** What a recorder of any copy of its class has. */
type Recorder = Pick<RoundRecorder, "finish">;

/** Rounds that were played this long before a failure are kept, in virtual ms. */
const KEPT_MS = 30_000;

/**
 * Records the rounds of a life without any effect on it: the life with it and the life without it are the same. It has a
 * disk and randomness of its own, and nobody in the life is told of the recordings.
 */
export class BlackBox {
  readonly #rules: string;
  readonly #now: () => number;
  readonly #key = SigningKey.create();
  readonly #platform: { readonly disk: MemoryDisk; readonly runtime: typeof systemRuntime };
  readonly #archive: ReplayThread;
  readonly #recorders = new Set<Recorder>();
  /** When the last second of each recording came. */
  readonly #writtenAt = new Map<string, number>();

  /** `rules` is the hash that the replays name; `now` is virtual time in ms. */
  constructor(rules: string, now: () => number) {
    const random = createRandom(1);
    const randomBytes = (size: number): Uint8Array<ArrayBuffer> =>
      Uint8Array.from({ length: size }, () => random() * 256);
    this.#rules = rules;
    this.#now = now;
    this.#platform = { disk: new MemoryDisk(new Power(() => {})), runtime: { ...systemRuntime, randomBytes } };
    this.#archive = new ReplayThread(this.#platform);
  }

  /** Opens the archive. */
  open(): Promise<void> {
    return this.#archive.open({ folder: "/replays", maxBytes: Infinity, key: this.#key.pem, delayMs: 0 });
  }

  /** What a server of the life records to. */
  readonly recordTo: RecordTo = async (_config, { log, secret }): Promise<OpenReplays> => {
    const { runtime } = this.#platform;
    const options = { archive: this.#archive, rules: this.#rules, serverKey: this.#key.publicKey, withNames: true };
    const replays = new Replays({ ...options, secret, runtime, log });
    const begin = replays.begin.bind(replays);
    return {
      replays: Object.assign(replays, {
        announceTo: async (): Promise<void> => {},
        begin: (...facts: Parameters<Replays["begin"]>) => {
          const recording = begin(...facts);
          const second = (bytes: Uint8Array): void => {
            this.#writtenAt.set(recording.id, this.#now());
            recording.second(bytes);
          };
          // A round that would not be kept may be the one that failed.
          return { ...recording, second, discard: () => {} };
        },
      }),
      close: async () => {},
    };
  };

  /** Notes a recorder, whose last second is written when the life has failed. */
  note(recorder: Recorder): void {
    this.#recorders.add(recorder);
  }

  /** Ends all recordings, and returns the replays of the rounds that were played in the last 30 s. */
  async replays(): Promise<Uint8Array[]> {
    for (const recorder of this.#recorders) recorder.finish();
    // What they have written is handed over when this turn is over.
    await new Promise(setImmediate);
    const files: Uint8Array[] = [];
    for (const [id, at] of this.#writtenAt) {
      if (at < this.#now() - KEPT_MS) continue;
      if (await this.#archive.isOpen(id)) await this.#archive.write(id, [{ type: "end", isCut: false }]);
      const file = await this.#archive.read(id);
      if (file) files.push(file);
    }
    return files;
  }
}

/** Makes recordings of this process, or of this copy of its modules, silent. */
export function recordQuietly(box: Pick<BlackBox, "note">): void {
  replaceMethod(RoomRecording.prototype, "announce", () => () => {});
  Object.defineProperty(RoomRecording.prototype, "publicId", { configurable: true, get: () => undefined });
  replaceMethod(RoundRecorder.prototype, "step", (step) => {
    return function (this: RoundRecorder, commands) {
      box.note(this);
      step.call(this, commands);
    };
  });
}
