import type { BotMark } from "@fray/shared-state/replay/bot-mark";
import type { ReplayHeader } from "@fray/shared-state/replay/header";
import type { LookRecord } from "@fray/shared-state/replay/look-record";
import type { NameRecord } from "@fray/shared-state/replay/name-record";

import type { Platform } from "../storage/disk.ts";
import { LiveRounds, type LiveAnswer, type LiveManifest } from "./live/live-rounds.ts";
import { partBetween, type TickRange } from "./replay-part.ts";
import { ReplayStore, type StoreSettings } from "./replay-store.ts";
import { writerTools } from "./writer-tools.ts";

/** A part of a recording, in the order in which a room makes them. */
export type RecordingPart =
  | { readonly type: "begin"; readonly header: ReplayHeader; readonly map: string }
  | { readonly type: "name"; readonly record: NameRecord }
  | { readonly type: "look"; readonly record: LookRecord }
  | { readonly type: "mark"; readonly mark: BotMark }
  | { readonly type: "keyframe"; readonly bytes: Uint8Array }
  | { readonly type: "second"; readonly log: Uint8Array }
  /** `isCut`: the round was not played to its end. */
  | { readonly type: "end"; readonly isCut: boolean }
  | { readonly type: "discard" };

export interface ThreadSettings extends StoreSettings {
  /** Age from which a round that is being recorded is given away, in ms. */
  readonly delayMs: number;
}

/** A store that is opened after it was created, as on a thread of its own. A failure ends only the recording. */
export class ReplayThread {
  readonly #platform: Platform;
  #store: ReplayStore | undefined;
  #live: LiveRounds | undefined;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Opens the store, and ends what an earlier process has left. Throws Node's error. */
  async open(settings: ThreadSettings): Promise<void> {
    this.#store = new ReplayStore(settings, this.#platform);
    const { deflate } = writerTools(undefined);
    this.#live = new LiveRounds({ runtime: this.#platform.runtime, deflate, delayMs: settings.delayMs });
  }

  /** Writes parts of a recording. Throws Node's error; then the recording is deleted. */
  async write(id: string, parts: readonly RecordingPart[]): Promise<void> {
    const { store, live } = this.#opened();
    try {
      for (const part of parts) writePart(store, live, id, part);
    } catch (error) {
      live.discard(id);
      store.discard(id);
      throw error;
    }
  }

  async read(id: string): Promise<Uint8Array | undefined> {
    const { store, live } = this.#opened();
    return live.isHeld(id) ? undefined : store.read(id);
  }

  async part(id: string, ticks: TickRange): Promise<Uint8Array | undefined> {
    const bytes = await this.read(id);
    return bytes && partBetween(bytes, ticks);
  }

  async isOpen(id: string): Promise<boolean> {
    const { store, live } = this.#opened();
    return store.isOpen(id) || live.isHeld(id);
  }

  /** Returns what is published of a round that is being recorded; undefined for another. */
  async live(id: string): Promise<LiveManifest | undefined> {
    return this.#opened().live.manifest(id);
  }

  async fragment(id: string, index: number): Promise<LiveAnswer> {
    return this.#opened().live.fragment(id, index);
  }

  async opening(id: string, second: number): Promise<LiveAnswer> {
    return this.#opened().live.opening(id, second);
  }

  async ids(): Promise<string[]> {
    return this.#opened().store.ids();
  }

  async forget(tags: Readonly<Record<string, string>>): Promise<number> {
    return this.#opened().store.forget(tags);
  }

  #opened(): { readonly store: ReplayStore; readonly live: LiveRounds } {
    const [store, live] = [this.#store, this.#live];
    if (!store || !live) throw new Error("the store of replays is not open");
    return { store, live };
  }
}

function writePart(store: ReplayStore, live: LiveRounds, id: string, part: RecordingPart): void {
  switch (part.type) {
    case "begin":
      store.begin(part.header, part.map);
      return live.begin(part.header, part.map);
    case "name":
      store.name(id, part.record);
      return live.name(id, part.record);
    case "look":
      store.look(id, part.record);
      return live.look(id, part.record);
    case "mark":
      // Who watches the round while it is played is not told: the bot's opponents could be among them.
      return store.mark(id, part.mark);
    case "keyframe":
      store.keyframe(id, part.bytes);
      return live.keyframe(id, part.bytes);
    case "second":
      return live.second(id, store.second(id, part.log));
    case "end":
      store.end(id);
      return live.end(id, part.isCut);
    case "discard":
      live.discard(id);
      return store.discard(id);
  }
}
