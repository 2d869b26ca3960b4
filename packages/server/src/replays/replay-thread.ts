import type { ReplayHeader } from "@fray/shared-state/replay/header";
import type { NameRecord } from "@fray/shared-state/replay/name-record";

import type { Platform } from "../storage/disk.ts";
import { partBetween, type TickRange } from "./replay-part.ts";
import { ReplayStore, type StoreSettings } from "./replay-store.ts";

/** A part of a recording, in the order in which a room makes them. */
export type RecordingPart =
  | { readonly type: "begin"; readonly header: ReplayHeader; readonly map: string }
  | { readonly type: "name"; readonly record: NameRecord }
  | { readonly type: "keyframe"; readonly bytes: Uint8Array }
  | { readonly type: "second"; readonly log: Uint8Array }
  | { readonly type: "end" }
  | { readonly type: "discard" };

/** A store that is opened after it was created, as on a thread of its own. A failure ends only the recording. */
export class ReplayThread {
  readonly #platform: Platform;
  #store: ReplayStore | undefined;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Opens the store, and ends what an earlier process has left. Throws Node's error. */
  async open(settings: StoreSettings): Promise<void> {
    this.#store = new ReplayStore(settings, this.#platform);
  }

  /** Writes parts of a recording. Throws Node's error; then the recording is deleted. */
  async write(id: string, parts: readonly RecordingPart[]): Promise<void> {
    const store = this.#opened();
    try {
      for (const part of parts) writePart(store, id, part);
    } catch (error) {
      store.discard(id);
      throw error;
    }
  }

  async read(id: string): Promise<Uint8Array | undefined> {
    return this.#opened().read(id);
  }

  async part(id: string, ticks: TickRange): Promise<Uint8Array | undefined> {
    const bytes = this.#opened().read(id);
    return bytes && partBetween(bytes, ticks);
  }

  async isOpen(id: string): Promise<boolean> {
    return this.#opened().isOpen(id);
  }

  async ids(): Promise<string[]> {
    return this.#opened().ids();
  }

  async forget(tags: Readonly<Record<string, string>>): Promise<number> {
    return this.#opened().forget(tags);
  }

  #opened(): ReplayStore {
    if (!this.#store) throw new Error("the store of replays is not open");
    return this.#store;
  }
}

function writePart(store: ReplayStore, id: string, part: RecordingPart): void {
  switch (part.type) {
    case "begin":
      return store.begin(part.header, part.map);
    case "name":
      return store.name(id, part.record);
    case "keyframe":
      return store.keyframe(id, part.bytes);
    case "second":
      return store.second(id, part.log);
    case "end":
      return store.end(id);
    case "discard":
      return store.discard(id);
  }
}
