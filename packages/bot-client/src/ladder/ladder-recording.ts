import { PastViews } from "@fray/netcode/core";
import type { BotNote } from "@fray/shared-state/protocol/bot-note";
import { ReplayFileWriter, type WriterTools } from "@fray/shared-state/replay/file-writer";
import type { ReplayHeader } from "@fray/shared-state/replay/header";
import type { LiveMember } from "@fray/shared-state/replay/member";
import { proofInput, proofOf, SALT_BYTES, TAG_BYTES } from "@fray/shared-state/replay/name-record";
import { NoteKeeper } from "@fray/shared-state/replay/note-keeper";
import { SecondPacker } from "@fray/shared-state/replay/operation-log";
import { RoundRecorder, type RecordingSink } from "@fray/shared-state/replay/round-recorder";
import type { Second } from "@fray/shared-state/replay/segment";
import { REWIND_CAP_MS } from "@fray/shared-state/rules";
import type { Fighter } from "@fray/shared-state/simulation/body";
import type { Command } from "@fray/shared-state/simulation/command";
import { createHash } from "node:crypto";
import { constants, deflateRawSync } from "node:zlib";

import type { HeadlessRound } from "./headless-round.ts";

/** The same compression as a server's. Nobody signs a ladder's replays. */
const TOOLS: WriterTools = {
  deflate: (bytes, dictionary) =>
    deflateRawSync(bytes, { level: 9, memLevel: 5, strategy: constants.Z_FILTERED, ...(dictionary && { dictionary }) }),
  sha256: (bytes) => createHash("sha256").update(bytes).digest(),
};

/** Records a round of a ladder, with what its bots say of themselves. */
export class LadderRecording implements RecordingSink {
  readonly #writer: ReplayFileWriter;
  readonly #parts: Uint8Array[];
  readonly #packer = new SecondPacker();
  readonly #names: readonly string[];
  readonly #tickRate: number;
  readonly #notes: NoteKeeper;
  #round: HeadlessRound | undefined;
  #recorder: RoundRecorder | undefined;
  #past: PastViews<Fighter> | undefined;
  #seconds: Second[] = [];

  /** `map` is the text of the map's file; `names` are those of the entrants in their order. */
  constructor(header: ReplayHeader, map: string, names: readonly string[]) {
    this.#writer = new ReplayFileWriter(header, map, TOOLS);
    this.#parts = [...this.#writer.head];
    this.#names = names;
    this.#tickRate = header.tickRate;
    this.#notes = new NoteKeeper(header.tickRate);
  }

  /** Begins with a round before its first step. */
  begin(round: HeadlessRound): void {
    const stepMs = 1000 / this.#tickRate;
    const now = (): number => round.world.tick * stepMs;
    this.#round = round;
    this.#past = new PastViews<Fighter>({ stepMs, capMs: REWIND_CAP_MS, now }, (fighter) => fighter);
    const members = new Map<number, LiveMember>();
    for (const [id, member] of round.members) members.set(id, Object.assign(member, { bot: true, backfill: false }));
    const { world, match } = round;
    this.#recorder = new RoundRecorder({ world, match, members, past: this.#past, tickRate: this.#tickRate }, this);
  }

  /** Records a step. Call it before the round steps. */
  step(commands: readonly Command[]): void {
    this.#recorder?.step(commands);
  }

  /** Call it after the round has stepped. */
  stepped(): void {
    if (this.#round) this.#past?.record(this.#round.world.fighters.values());
  }

  /** Takes what a bot says of itself in this step. Too much of it is left out. */
  note(ordinal: number, note: BotNote): void {
    const marks = this.#notes.keep(ordinal, this.#round?.world.tick ?? 0, note);
    for (const mark of marks) this.#parts.push(this.#writer.mark(mark));
  }

  /** Ends the recording, and returns the file. */
  finish(): Uint8Array {
    this.#recorder?.finish();
    return Buffer.concat(this.#parts);
  }

  member(ordinal: number, { id }: LiveMember): Uint8Array {
    const name = this.#names[id - 1] ?? `Bot ${id}`;
    const salt = new Uint8Array(SALT_BYTES);
    this.#parts.push(this.#writer.name({ ordinal, name, salt, tag: new Uint8Array(TAG_BYTES) }));
    return proofOf(TOOLS.sha256(proofInput(salt, name)));
  }

  keyframe(_tick: number, bytes: Uint8Array): void {
    this.#endSegment();
    this.#packer.reset();
    this.#parts.push(this.#writer.keyframe(bytes));
  }

  second(log: Uint8Array): void {
    this.#seconds.push(this.#packer.pack(log));
  }

  end(): void {
    this.#endSegment();
    this.#parts.push(...this.#writer.end());
  }

  #endSegment(): void {
    if (this.#seconds.length > 0) this.#parts.push(...this.#writer.segment(this.#seconds));
    this.#seconds = [];
  }
}
