import type { ByteWriter, PastViews } from "@fray/netcode/core";

import type { Match } from "../match/match.ts";
import { hashRound } from "../match/round-hash.ts";
import type { BotNote } from "../protocol/bot-note.ts";
import type { Fighter } from "../simulation/body.ts";
import type { Command } from "../simulation/command.ts";
import type { World } from "../simulation/world.ts";
import type { BotMark } from "./bot-mark.ts";
import { writeKeyframe } from "./keyframe.ts";
import { writeMember } from "./keyframe/members.ts";
import { MAX_SECONDS, MAX_WORK, segmentSeconds } from "./limits.ts";
import type { LiveMember, ReplayMember } from "./member.ts";
import { NoteKeeper } from "./note-keeper.ts";
import { OperationLog } from "./operation-log.ts";
import { OPERATION, RECORDED_COMMANDS, type RecordedCommand } from "./operations.ts";
import { tickHash, tickHashBits } from "./tick-hash.ts";

/** A round that is being played, with the objects that the rules act on. */
export interface RecordedRound {
  readonly world: World;
  readonly match: Match;
  /** By id. */
  readonly members: ReadonlyMap<number, LiveMember>;
  readonly past: PastViews<Fighter>;
  /** Steps per second. */
  readonly tickRate: number;
}

/** Where a recorder puts what it has recorded. */
export interface RecordingSink {
  /** A member of the recording. Returns the proof of its name. Members are counted from 0. */
  member(ordinal: number, member: LiveMember): Uint8Array;
  /** Others see another look, level or title of a member. */
  introduce?(ordinal: number, id: number): void;
  /** What a bot says of itself. */
  mark?(mark: BotMark): void;
  /** The state of the round before the seconds that follow. */
  keyframe(tick: number, bytes: Uint8Array): void;
  /** A second, as an `OperationLog` writes it. The last one may be shorter. */
  second(log: Uint8Array): void;
  end(): void;
}

/** What the room knows of a member, and the rules do not. */
interface Noted {
  readonly ordinal: number;
  readonly proof: Uint8Array;
  /** The share as it was given last. */
  reach: number;
  reachPercent: number;
  patchEvery: number;
}

/**
 * Records a round from its first tick to its last. Call the method of each operation when the round has carried it out,
 * and `step` before each step of the world. What happens before the first step is in the first keyframe.
 *
 * A step only notes what the next one would change. `afterStep` writes it, makes the hash of a second and the keyframes,
 * and prepares the next step. Call it after each tick, to keep that out of the ticks; what comes next does it otherwise.
 */
export class RoundRecorder {
  readonly #round: RecordedRound;
  readonly #sink: RecordingSink;
  readonly #log = new OperationLog();
  readonly #noted = new Map<number, Noted>();
  readonly #notes: NoteKeeper;
  #nextOrdinal = 0;
  #steps = 0;
  /** Steps in the second that is being written. */
  #stepsInSecond = 0;
  /** The step before which the next keyframe is written. */
  #nextKeyframe = 0;
  /** A keyframe that no step follows yet, because the recording may end before. */
  #keyframe: { readonly tick: number; readonly bytes: Uint8Array } | undefined;
  /** The last step, as long as it is not written. */
  #step: { readonly hash: number; readonly commands: readonly Command[] } | undefined;
  /** What the next step needs of the world; undefined when something may have changed that. */
  #next: { readonly hash: number; readonly work: number } | undefined;
  #isOver = false;
  readonly #mostSteps: number;
  /** Steps of bodies and shots. */
  #work = 0;

  constructor(round: RecordedRound, sink: RecordingSink) {
    this.#round = round;
    this.#sink = sink;
    this.#notes = new NoteKeeper(round.tickRate);
    this.#mostSteps = MAX_SECONDS * round.tickRate;
  }

  /** Length of the recording. */
  get seconds(): number {
    return this.#steps / this.#round.tickRate;
  }

  /**
   * Records a tick. Call it before the world steps, and leave the commands as they are until the tick is over. A
   * recording that is as long as one may be ends.
   */
  step(commands: readonly Command[]): void {
    if (this.#isOver) return;
    if (this.#step) this.afterStep();
    const { hash, work } = this.#next ?? this.#lookAhead();
    this.#next = undefined;
    this.#work += work;
    if (this.#steps >= this.#mostSteps || this.#work > MAX_WORK) return this.finish();
    if (this.#steps === 0) this.#beginSecond();
    if (this.#keyframe) this.#sink.keyframe(this.#keyframe.tick, this.#keyframe.bytes);
    this.#keyframe = undefined;
    this.#steps++;
    this.#stepsInSecond++;
    this.#step = { hash, commands };
  }

  /** Writes the last step, ends the second that is being written if that is over, and prepares the next step. */
  afterStep(): void {
    if (this.#isOver) return;
    this.#writeStep();
    if (this.#stepsInSecond >= this.#round.tickRate) {
      this.#closeSecond();
      this.#beginSecond();
    }
    this.#next = this.#lookAhead();
  }

  /** Records that a member has joined. */
  join(member: LiveMember): void {
    if (!this.#isRunning) return;
    const noted = this.#note(member);
    writeMember(this.#operation(OPERATION.join), recorded(member, noted));
  }

  /** Records what others see of a member, when that was not known as it joined. */
  introduce(id: number): void {
    const noted = this.#noted.get(id);
    if (this.#isRunning && noted) this.#sink.introduce?.(noted.ordinal, id);
  }

  /** Records what a bot says of itself. */
  note(id: number, note: BotNote): void {
    const noted = this.#noted.get(id);
    if (!this.#isRunning || !noted) return;
    for (const mark of this.#notes.keep(noted.ordinal, this.#round.world.tick, note)) this.#sink.mark?.(mark);
  }

  /** Records that a member has left. */
  leave(id: number): void {
    this.#noted.delete(id);
    if (this.#isRunning) this.#operation(OPERATION.leave).uint16(id);
  }

  /** Records that a member has got a body. */
  enter({ id, team, respawnTick }: Fighter): void {
    if (!this.#isRunning) return;
    const control = this.#operation(OPERATION.enter);
    control.uint16(id);
    control.uint8(team);
    control.uint32(respawnTick);
  }

  /** Records that a member has lost its body. `isForfeit`: leaving may count as a death. */
  exit(id: number, isForfeit: boolean): void {
    if (!this.#isRunning) return;
    const control = this.#operation(OPERATION.exit);
    control.uint16(id);
    control.uint8(Number(isForfeit));
  }

  /** Records that an equal object has replaced a body. */
  replaceBody(id: number): void {
    if (this.#isRunning) this.#operation(OPERATION.replaceBody).uint16(id);
  }

  /** Records that a member has lost its connection, or has one again. */
  connection(id: number, isUp: boolean): void {
    if (!this.#isRunning) return;
    const control = this.#operation(OPERATION.connection);
    control.uint16(id);
    control.uint8(Number(isUp));
  }

  /** Records that the phase ends with the next tick. */
  end(): void {
    if (this.#isRunning) this.#operation(OPERATION.end);
  }

  /** Records that the scores of the teams and the end of the round have been restored. */
  restore(): void {
    if (!this.#isRunning) return;
    const { endTick, scores } = this.#round.match.state;
    const control = this.#operation(OPERATION.restore);
    control.uint32(endTick);
    for (const score of [scores[0] ?? 0, scores[1] ?? 0]) control.uint16(score);
  }

  /** Records that the score of a member has been restored. */
  standing({ id, score, kills, deaths }: LiveMember): void {
    if (!this.#isRunning) return;
    const control = this.#operation(OPERATION.standing);
    for (const number of [id, score, kills, deaths]) control.uint16(number);
  }

  /** Records what a member receives, if that has changed: a share of the normal area, and a patch every few ticks. */
  view(id: number, reach: number, patchEvery: number): void {
    const noted = this.#noted.get(id);
    // Rooms call this for each member in each tick, and nearly always nothing has changed.
    if (!noted || (noted.reach === reach && noted.patchEvery === patchEvery) || !this.#isRunning) return;
    const reachPercent = Math.round(reach * 100);
    const isSame = noted.reachPercent === reachPercent && noted.patchEvery === patchEvery;
    Object.assign(noted, { reach, reachPercent, patchEvery });
    if (isSame) return;
    const control = this.#operation(OPERATION.view);
    control.uint16(id);
    control.uint8(reachPercent);
    control.uint8(patchEvery);
  }

  /** Records a command of the room's owner, or of the host (id 0), and the member or number that it is about. */
  command(by: number, command: RecordedCommand, about: number): void {
    if (!this.#isRunning) return;
    const control = this.#operation(OPERATION.command);
    control.uint16(by);
    control.uint8(RECORDED_COMMANDS.indexOf(command));
    control.uint16(about);
  }

  /** Ends the recording. */
  finish(): void {
    if (this.#isRunning) {
      this.#writeStep();
      if (this.#stepsInSecond > 0) this.#closeSecond();
      this.#sink.end();
    }
    this.#isOver = true;
  }

  /** Whether operations are recorded. */
  get #isRunning(): boolean {
    return this.#steps > 0 && !this.#isOver;
  }

  /** Begins an operation, after the step before it. What it is about changes the world. */
  #operation(code: number): ByteWriter {
    this.#next = undefined;
    this.#writeStep();
    return this.#log.operation(code);
  }

  #writeStep(): void {
    if (this.#step) this.#log.step(this.#step.hash, this.#step.commands);
    this.#step = undefined;
  }

  #lookAhead(): { readonly hash: number; readonly work: number } {
    const { world } = this.#round;
    return { hash: tickHash(world), work: world.fighters.size + world.shots.length };
  }

  #beginSecond(): void {
    const { tickRate, world } = this.#round;
    if (this.#steps === this.#nextKeyframe) {
      this.#keyframe = { tick: world.tick, bytes: this.#writeKeyframe() };
      this.#nextKeyframe += tickRate * segmentSeconds(world.fighters.size);
    }
    this.#log.begin(tickHashBits(world.fighters.size));
    this.#stepsInSecond = 0;
  }

  #closeSecond(): void {
    const { world, match, members } = this.#round;
    this.#operation(OPERATION.hash).uint32(hashRound(world, match, members));
    this.#sink.second(this.#log.take());
  }

  #writeKeyframe(): Uint8Array {
    const { world, match, members, past } = this.#round;
    const all = new Map<number, ReplayMember>();
    for (const [id, member] of members) all.set(id, recorded(member, this.#noted.get(id) ?? this.#note(member)));
    return writeKeyframe({ world, match, members: all, past, joined: this.#nextOrdinal });
  }

  #note(member: LiveMember): Noted {
    const ordinal = this.#nextOrdinal++;
    const noted = { ordinal, proof: this.#sink.member(ordinal, member), reach: 1, reachPercent: 100, patchEvery: 1 };
    this.#noted.set(member.id, noted);
    return noted;
  }
}

const recorded = (member: LiveMember, noted: Noted): ReplayMember => {
  const { id, team, score, kills, deaths, bot, backfill, spectator, connected = true, killedAway = false } = member;
  return { id, team, score, kills, deaths, bot, backfill, spectator, connected, killedAway, ...noted };
};
