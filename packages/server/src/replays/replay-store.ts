import type { BotMark } from "@fray/shared-state/replay/bot-mark";
import { ReplayFileWriter } from "@fray/shared-state/replay/file-writer";
import type { ReplayHeader } from "@fray/shared-state/replay/header";
import type { LookRecord } from "@fray/shared-state/replay/look-record";
import type { NameRecord } from "@fray/shared-state/replay/name-record";
import { SecondPacker } from "@fray/shared-state/replay/operation-log";
import { ReplayError } from "@fray/shared-state/replay/replay-error";
import type { Second } from "@fray/shared-state/replay/segment";

import type { Platform } from "../storage/disk.ts";
import { makeFolder, writeWhole } from "../storage/write-whole.ts";
import { endingOf } from "./finish-file.ts";
import { forgetNames, idsIn, isEnded, isReplayId, replayPath, REPLAY_FILE_MODE } from "./replay-files.ts";
import { SigningKey } from "./signing-key.ts";
import { encodeTail, TAIL_SUFFIX } from "./tail.ts";
import { writerTools } from "./writer-tools.ts";

const NO_BYTES = new Uint8Array();

/** A recording that is being written. */
interface OpenRecording {
  readonly writer: ReplayFileWriter;
  readonly packer: SecondPacker;
  readonly path: string;
  readonly file: number;
  tail: number | undefined;
  seconds: Second[];
}

/** Where and how much a store writes. It is plain data, because a store runs on a thread of its own. */
export interface StoreSettings {
  readonly folder: string;
  /** Size of all replays at which the oldest are deleted, in bytes. */
  readonly maxBytes: number;
  /** The key that signs, as PEM. */
  readonly key: string;
}

/**
 * Writes replays into a folder, a file for each, and deletes the oldest when there are too many. All methods are
 * synchronous and throw Node's errors, so it runs outside of the thread that ticks.
 */
export class ReplayStore {
  readonly #settings: StoreSettings;
  readonly #platform: Platform;
  readonly #key: SigningKey;
  readonly #open = new Map<string, OpenRecording>();

  constructor(settings: StoreSettings, platform: Platform) {
    this.#settings = settings;
    this.#platform = platform;
    this.#key = new SigningKey(settings.key);
    makeFolder(platform.disk, settings.folder);
    this.#finishOld();
    this.#prune();
  }

  /** Begins a recording. `map` is the text of the map's file. */
  begin(header: ReplayHeader, map: string): void {
    const { disk } = this.#platform;
    const writer = new ReplayFileWriter(header, map, writerTools(this.#key));
    const path = this.#pathOf(header.id);
    const file = disk.create(path, REPLAY_FILE_MODE);
    this.#open.set(header.id, { writer, packer: new SecondPacker(), path, file, tail: undefined, seconds: [] });
    for (const part of writer.head) disk.write(file, part);
  }

  name(id: string, record: NameRecord): void {
    const { writer, file } = this.#recording(id);
    this.#platform.disk.write(file, writer.name(record));
  }

  look(id: string, record: LookRecord): void {
    const { writer, file } = this.#recording(id);
    this.#platform.disk.write(file, writer.look(record));
  }

  mark(id: string, mark: BotMark): void {
    const { writer, file } = this.#recording(id);
    this.#platform.disk.write(file, writer.mark(mark));
  }

  keyframe(id: string, bytes: Uint8Array): void {
    const recording = this.#recording(id);
    this.#endSegment(recording);
    recording.packer.reset();
    this.#platform.disk.write(recording.file, recording.writer.keyframe(bytes));
  }

  /** Writes a second, as the recorder's log has it. Returns it as it is stored. */
  second(id: string, log: Uint8Array): Second {
    const recording = this.#recording(id);
    const second = recording.packer.pack(log);
    const { disk } = this.#platform;
    recording.tail ??= disk.create(`${recording.path}${TAIL_SUFFIX}`, REPLAY_FILE_MODE);
    disk.write(recording.tail, encodeTail(second));
    recording.seconds.push(second);
    return second;
  }

  /** Ends a recording. It can be read from now on. */
  end(id: string): void {
    const recording = this.#recording(id);
    const { disk } = this.#platform;
    this.#endSegment(recording);
    for (const part of recording.writer.end()) disk.write(recording.file, part);
    disk.close(recording.file);
    this.#open.delete(id);
    this.#prune();
  }

  /** Deletes a recording that is being written, after a failure or because nobody fought in it. */
  discard(id: string): void {
    const recording = this.#open.get(id);
    if (!recording) return;
    this.#open.delete(id);
    const { disk } = this.#platform;
    if (recording.tail !== undefined) disk.close(recording.tail);
    disk.close(recording.file);
    disk.remove(`${recording.path}${TAIL_SUFFIX}`);
    disk.remove(recording.path);
  }

  /** Returns the bytes of a replay; undefined for one that is not there, or not ended. */
  read(id: string): Uint8Array | undefined {
    if (!isReplayId(id) || this.#open.has(id)) return undefined;
    const path = this.#pathOf(id);
    return this.#platform.disk.look(path) && this.#platform.disk.read(path);
  }

  /** Whether a round with that id is being recorded. */
  isOpen(id: string): boolean {
    return this.#open.has(id);
  }

  /**
   * Deletes the names of a person from all replays that are ended. `tags` has the person's tag for each replay; see
   * `tagOf`. What is signed does not change. Returns the number of replays with such a name.
   */
  forget(tags: Readonly<Record<string, string>>): number {
    let changed = 0;
    for (const [id, tag] of Object.entries(tags)) {
      const path = this.#pathOf(id);
      if (this.read(id) && forgetNames(path, tag, this.#platform)) changed++;
    }
    return changed;
  }

  /** Ids of all replays, oldest first: an id begins with its time. */
  ids(): string[] {
    return idsIn(this.#settings.folder, this.#platform.disk);
  }

  #recording(id: string): OpenRecording {
    const recording = this.#open.get(id);
    if (!recording) throw new Error("no such replay is being recorded");
    return recording;
  }

  #endSegment(recording: OpenRecording): void {
    const { disk } = this.#platform;
    const { seconds, writer, file, path, tail } = recording;
    if (seconds.length === 0) return;
    for (const part of writer.segment(seconds)) disk.write(file, part);
    recording.seconds = [];
    recording.tail = undefined;
    if (tail !== undefined) disk.close(tail);
    disk.remove(`${path}${TAIL_SUFFIX}`);
  }

  /** Ends the recordings that an earlier process has left. */
  #finishOld(): void {
    const { disk } = this.#platform;
    for (const id of this.ids()) {
      const path = this.#pathOf(id);
      const tailPath = `${path}${TAIL_SUFFIX}`;
      try {
        const file = disk.read(path);
        if (isEnded(file)) continue;
        const tail = disk.look(tailPath) ? disk.read(tailPath) : NO_BYTES;
        const { whole, ending } = endingOf(file, tail, writerTools(this.#key));
        writeWhole(path, Buffer.concat([whole, ending]), this.#platform, { mode: REPLAY_FILE_MODE });
      } catch (error) {
        if (!(error instanceof ReplayError)) throw error;
        // What can't be read is no use to anybody.
        disk.remove(path);
      }
      disk.remove(tailPath);
    }
  }

  #prune(): void {
    const { disk } = this.#platform;
    const files = this.ids().map((id) => ({
      id,
      path: this.#pathOf(id),
      bytes: disk.look(this.#pathOf(id))?.bytes ?? 0,
    }));
    let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { id, path, bytes } of files) {
      if (total <= this.#settings.maxBytes) return;
      if (this.#open.has(id)) continue;
      disk.remove(path);
      total -= bytes;
    }
  }

  #pathOf(id: string): string {
    return replayPath(this.#settings.folder, id);
  }
}
