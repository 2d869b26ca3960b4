import { phaseOf } from "../match/modes.ts";
import { hashRound } from "../match/round-hash.ts";
import { joinRound, stepMatch } from "../match/rounds.ts";
import { joinTeam } from "../match/teams.ts";
import { copyFighter, createFighter } from "../simulation/body.ts";
import { forfeit } from "../simulation/forfeit.ts";
import { stepWorld } from "../simulation/step-world.ts";
import { removeFighter, replaceFighter } from "../simulation/world.ts";
import type { RoundState } from "./keyframe.ts";
import { readMember } from "./keyframe/members.ts";
import { MAX_MEMBERS } from "./limits.ts";
import type { ReplayMember } from "./member.ts";
import { OPERATION, RECORDED_COMMANDS, type RecordedCommand } from "./operations.ts";
import { ReplayError } from "./replay-error.ts";
import type { ReadOperation, SecondReader } from "./second-reader.ts";
import { shortened, tickHash } from "./tick-hash.ts";

/** A command of the room's owner (or of the host, 0), as it was recorded. */
export interface OwnerCommand {
  readonly by: number;
  readonly command: RecordedCommand;
  readonly about: number;
}

/** What an operation was, as far as the one who plays it needs to know. */
export type Carried =
  /** `isEqual`: the world before the step had the short hash that was recorded. */
  | { readonly type: "step"; readonly isEqual: boolean }
  | { readonly type: "hash"; readonly recorded: number; readonly computed: number }
  | { readonly type: "command"; readonly command: OwnerCommand }
  | { readonly type: "change" };

const CHANGED: Carried = { type: "change" };

/** A round that is played again: the state of a keyframe, to which operations are applied. */
export class ReplayRound {
  readonly state: RoundState;
  /** How old the picture was that each body last shot at, in ms, by id. Only shots that it judges say it. */
  readonly sightAges = new Map<number, number>();
  /** The number of the last input that each body has taken, by id. */
  readonly lastInputs = new Map<number, number>();
  readonly #members: Map<number, ReplayMember>;
  #nextOrdinal: number;

  constructor(state: RoundState) {
    this.#members = new Map(state.members);
    this.state = { ...state, members: this.#members };
    this.#nextOrdinal = state.joined;
  }

  /** Carries out an operation exactly as the room did. The commands of a step are still to be read. */
  carryOut({ code, parameters: control }: ReadOperation, reader: SecondReader): Carried {
    const { world, match, members } = this.state;
    switch (code) {
      case OPERATION.step:
      case OPERATION.stepWithList:
        return { type: "step", isEqual: this.#step(reader, code) };
      case OPERATION.hash:
        return { type: "hash", recorded: control.uint32(), computed: hashRound(world, match, members) };
      case OPERATION.join:
        this.#join(readMember(control, this.#nextOrdinal++));
        return CHANGED;
      case OPERATION.leave:
        this.#members.delete(control.uint16());
        return CHANGED;
      case OPERATION.enter:
        this.#enter(control.uint16(), control.uint8(), control.uint32());
        return CHANGED;
      case OPERATION.exit:
        this.#exit(control.uint16(), control.uint8() !== 0);
        return CHANGED;
      case OPERATION.replaceBody:
        replaceFighter(world, copyFighter(this.#fighter(control.uint16())));
        return CHANGED;
      case OPERATION.connection:
        this.#connect(control.uint16(), control.uint8() !== 0);
        return CHANGED;
      case OPERATION.end:
        if (phaseOf(match.state) !== "warmup") match.state.endTick = world.tick;
        return CHANGED;
      case OPERATION.restore:
        match.state.endTick = control.uint32();
        match.state.scores.splice(0, match.state.scores.length, control.uint16(), control.uint16());
        return CHANGED;
      case OPERATION.standing: {
        const member = this.#member(control.uint16());
        Object.assign(member, { score: control.uint16(), kills: control.uint16(), deaths: control.uint16() });
        return CHANGED;
      }
      case OPERATION.view: {
        const member = this.#member(control.uint16());
        Object.assign(member, { reachPercent: control.uint8(), patchEvery: control.uint8() });
        return CHANGED;
      }
      case OPERATION.command: {
        const by = control.uint16();
        const command = RECORDED_COMMANDS[control.uint8()];
        if (!command) throw new ReplayError("A replay has a command that does not exist.");
        return { type: "command", command: { by, command, about: control.uint16() } };
      }
      default:
        throw new ReplayError("A replay has an operation that does not exist.");
    }
  }

  #step(reader: SecondReader, code: number): boolean {
    const { world, match, members, past } = this.state;
    const isEqual = reader.tickHash() === shortened(tickHash(world), reader.hashBits);
    const commands = reader.commands(code, {
      bodyOf: (id) => world.fighters.get(id),
      sightAgo: (ageMs) => past.viewAgo(ageMs),
    });
    for (const { fighter, seq, provisional, sightAgeMs } of commands) {
      if (!provisional) this.lastInputs.set(fighter.id, seq);
      if (sightAgeMs !== undefined) this.sightAges.set(fighter.id, sightAgeMs);
    }
    stepWorld(world, commands);
    stepMatch(match, world, members);
    past.record(world.fighters.values());
    return isEqual;
  }

  #join(member: ReplayMember): void {
    if (this.#members.size >= MAX_MEMBERS) throw new ReplayError("A replay has more members than a room.");
    this.#members.set(member.id, member);
  }

  #enter(id: number, team: number, respawnTick: number): void {
    const { world, match, members } = this.state;
    const member = this.#member(id);
    const fighter = createFighter(id);
    member.spectator = false;
    joinRound(match, world, members, fighter);
    if (fighter.team !== team) joinTeam(member, fighter, team);
    fighter.respawnTick = respawnTick;
  }

  #exit(id: number, isForfeit: boolean): void {
    const { world } = this.state;
    const fighter = this.#fighter(id);
    if (isForfeit) forfeit(world, fighter);
    Object.assign(this.#member(id), { spectator: true, team: 0 });
    removeFighter(world, id);
    this.sightAges.delete(id);
    this.lastInputs.delete(id);
  }

  #connect(id: number, isUp: boolean): void {
    const member = this.#member(id);
    member.connected = isUp;
    if (isUp) member.killedAway = false;
  }

  #member(id: number): ReplayMember {
    const member = this.#members.get(id);
    if (!member) throw new ReplayError("A replay has an operation of a member who is not there.");
    return member;
  }

  #fighter(id: number) {
    const fighter = this.state.world.fighters.get(id);
    if (!fighter) throw new ReplayError("A replay has an operation of a body that is not there.");
    return fighter;
  }
}
