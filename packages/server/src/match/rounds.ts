import { createRandom, type Runtime } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import { createMatch, type Match, type MatchSettings } from "@fray/shared-state/match/match";
import { restoreMatch, snapshotMatch } from "@fray/shared-state/match/match-snapshot";
import { hasTeams, MODES, modeOf, phaseOf } from "@fray/shared-state/match/modes";
import { isRoundDone, joinRound, startRound, stepMatch } from "@fray/shared-state/match/rounds";
import { joinTeam } from "@fray/shared-state/match/teams";
import { pickupCode } from "@fray/shared-state/rules";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { Flag } from "@fray/shared-state/schema/match-state";
import { Pickup } from "@fray/shared-state/schema/pickup";
import type { Player } from "@fray/shared-state/schema/player";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { createNextWorld, createWorld, type World } from "@fray/shared-state/simulation/world";
import { rulesOf, type WorldRules } from "@fray/shared-state/simulation/world-rules";
import { restoreWorld, snapshotWorld } from "@fray/shared-state/simulation/world-snapshot";

import { hashOfMap } from "../maps.ts";
import type { Refusal } from "../network/messages.ts";
import { RoundTally } from "../progress/round-tally.ts";
import { Ballot, type Voter } from "./ballot.ts";
import { turnOf, type RoundPlan } from "./rotation.ts";
import { resultOf, type RoundResult } from "./round-result.ts";
import type { RoundSnapshot } from "./round-snapshot.ts";
import type { SeriesSnapshot } from "./series-snapshot.ts";

/** The host's settings for the rounds of a room. */
export interface RoundSettings extends MatchSettings, WorldRules {
  /** The rounds in order; after the last one the first comes again. */
  readonly rotation: readonly RoundPlan[];
  /** Called for every round that was played to its end, unless only the host's own bots fought in that round. */
  readonly onRoundOver: (result: RoundResult) => void;
}

interface Surroundings {
  readonly runtime: Pick<Runtime, "randomBytes">;
  readonly state: ArenaState;
  /** The roster by id. */
  readonly members: ReadonlyMap<number, RosterEntry>;
  /** Seconds per tick. */
  readonly dt: number;
  readonly recording: RoundLog;
}

/** What is told of the rounds to a recording. */
interface RoundLog {
  /** Id of the present round's replay, if everybody may see it. */
  readonly publicId: string | undefined;
  /** The results of the present round are shown from now on. */
  announce(): void;
  /** The present round is over, and its state is still there. */
  finish(): void;
  begin(world: World, match: Match): void;
  /** The phase ends with the next tick. */
  end(): void;
  /** The scores of the teams, and of a member, were restored. */
  restore(): void;
  standing(member: RosterEntry): void;
}

/** What the rounds of a room go on from. */
interface Before {
  /** The round of a failed room: it continues after a warmup in which people can reconnect. */
  readonly round?: RoundSnapshot | undefined;
  /** The rounds of a room on another node: they continue in the very tick. Its bodies are added by the room. */
  readonly series?: SeriesSnapshot | undefined;
}

/** Runs the rounds of a room one after the other, each with a world and a match. */
export class Rounds {
  readonly #around: Surroundings;
  readonly #settings: RoundSettings;
  readonly #match: Match;
  readonly #ballot: Ballot;
  /**
   * All pickups of all maps so far. They are used again when their map returns, because the framework never forgets
   * an object that was once synced.
   */
  readonly #pickups: Pickup[] = [];
  #turn: number;
  #isLast = false;
  #isOver = false;
  /** Set while the current round was restored from a failed room. */
  #roundSnapshot: RoundSnapshot | undefined;
  /** Identities whose score in the restored round has been restored. */
  readonly #reinstated = new Set<string>();
  #world: World;
  /** What people have done in the current round. */
  #tally = new RoundTally();

  /** Throws a `MapError` when the rotation lacks the round of `before.series`, or has another map of that name. */
  constructor(settings: RoundSettings, around: Surroundings, { round: roundSnapshot, series }: Before = {}) {
    this.#roundSnapshot = roundSnapshot;
    this.#turn = series ? turnOf(settings.rotation, series) : (roundSnapshot?.turn ?? 0);
    this.#settings = settings;
    this.#around = around;
    const flags = [new Flag(), new Flag()];
    this.#match = createMatch(settings, this.#randomSeed(), { state: around.state.match, flags });
    const { members } = around;
    this.#ballot = new Ballot(around.state.match, ({ roster }) =>
      Array.from(members.values()).some((entry) => entry === roster),
    );
    const { arena } = this.#plan(this.#turn);
    this.#world = createWorld(arena, around.dt, this.#randomSeed(), {
      pickups: this.#layOut(arena),
      ...rulesOf(settings),
    });
    this.#start();
    if (!series) return;
    restoreMatch(this.#match, arena, series.match);
    restoreWorld(this.#world, series.world);
    this.#tally = RoundTally.from(series.tally);
    if (phaseOf(around.state.match) === "results") this.#announceNext();
  }

  /** The world of the current round. The next round has a new world. */
  get world(): World {
    return this.#world;
  }

  /** Adds a body whose session is in the roster: to a team if the mode has teams, and to the fight. */
  join(body: Player): void {
    const { members, state } = this.#around;
    joinRound(this.#match, this.#world, members, body);
    const entry = members.get(body.id);
    const team = this.#roundSnapshot?.standings.get(entry?.playerId ?? "")?.team ?? 0;
    if (entry && team > 0 && hasTeams(modeOf(state.match))) joinTeam(entry, body, team);
    if (entry && phaseOf(state.match) === "live") this.#reinstate(entry);
  }

  /** Runs the match's part of a tick, after the world's. */
  advance(): void {
    const { members, state, dt } = this.#around;
    const { phaseTick } = this.#match;
    const before = phaseOf(state.match);
    stepMatch(this.#match, this.#world, members);
    if (before === "live") this.#tally.add(this.#world.events, members);
    if (before === "warmup" && phaseOf(state.match) === "live") this.#resume();
    if (before === "live" && phaseOf(state.match) === "results") {
      this.#announceNext();
      this.#around.recording.announce();
      // On a server without visitors, the results of bots would fill the disk and the history.
      if (haveGuestsFought(members)) {
        const { publicId } = this.#around.recording;
        const result = resultOf(state, members, { seconds: (this.#world.tick - phaseTick) * dt, tally: this.#tally });
        this.#settings.onRoundOver({ ...result, id: publicId });
      }
    }
    if (phaseOf(state.match) === "results") this.#ballot.recount(this.#settings.rotation);
    if (!isRoundDone(this.#match, this.#world)) return;
    if (this.#isLast) this.#isOver = true;
    else this.#next();
  }

  /** Makes the current round the last one: its results stay until the room closes. */
  finish(): void {
    this.#isLast = true;
  }

  /** Whether the last round and its results are over. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Starts the next round at once if only results are shown, for a player who joins and did not see the round. */
  skipResults(): void {
    if (phaseOf(this.#around.state.match) === "results" && !this.#isLast) this.#next();
  }

  /** Whether the current round was restored from a failed room. It may be the cause of the failure. */
  get isRestored(): boolean {
    return this.#roundSnapshot !== undefined;
  }

  /** The rounds of the rotation. */
  get plans(): readonly RoundPlan[] {
    return this.#settings.rotation;
  }

  /** Ends the round, or the display of its results, with the next tick, as if the time were over. */
  end(): void {
    const { match } = this.#around.state;
    if (phaseOf(match) === "warmup") return;
    match.endTick = this.#world.tick;
    this.#around.recording.end();
  }

  /** Counts a person's vote on the next round; see `Ballot`. Returns why it does not count. */
  vote(voter: Voter, round: number, choice: number): Refusal | undefined {
    return this.#ballot.vote(voter, round, choice);
  }

  /** Starts the round with that index at once, whatever people vote for. The current round does not count. */
  play(turn: number): void {
    this.#ballot.close();
    this.#turn = turn - 1;
    this.#next();
  }

  /** Starts the current round from its beginning. The part that was played does not count. */
  restart(): void {
    this.play(this.#turn);
  }

  /** Returns what a replacement room needs to restore the round; undefined while nothing counts. */
  snapshotRound(): RoundSnapshot | undefined {
    const { state, members, dt } = this.#around;
    if (phaseOf(state.match) !== "live") return undefined;
    const people = Array.from(members.values()).filter(({ playerId }) => playerId !== "");
    return {
      turn: this.#turn,
      secondsLeft: (state.match.endTick - this.#world.tick) * dt,
      teamScores: [...state.match.scores],
      standings: new Map(
        people.map(({ playerId, team, score, kills, deaths }) => [playerId, { team, score, kills, deaths }]),
      ),
      tally: this.#tally.snapshot(),
    };
  }

  /** Returns what another node needs to continue at this very tick. */
  snapshotSeries(): SeriesSnapshot {
    const { arena } = this.#world;
    return {
      turn: this.#turn,
      map: arena.name,
      mapHash: hashOfMap(arena.name),
      match: snapshotMatch(this.#match, arena),
      world: snapshotWorld(this.#world),
      tally: this.#tally.snapshot(),
    };
  }

  /** Continues a restored round at the point where it stopped. */
  #resume(): void {
    if (!this.#roundSnapshot) return;
    const { state, members, dt } = this.#around;
    const { secondsLeft, teamScores } = this.#roundSnapshot;
    state.match.endTick = this.#world.tick + Math.ceil(secondsLeft / dt);
    state.match.scores.splice(0, state.match.scores.length, ...teamScores);
    this.#tally = RoundTally.from(this.#roundSnapshot.tally);
    this.#around.recording.restore();
    for (const entry of members.values()) this.#reinstate(entry);
  }

  /** Restores, once per person, the score that they had in the restored round. */
  #reinstate(entry: RosterEntry): void {
    const standing = this.#roundSnapshot?.standings.get(entry.playerId);
    if (!standing || this.#reinstated.has(entry.playerId)) return;
    this.#reinstated.add(entry.playerId);
    const { score, kills, deaths } = standing;
    Object.assign(entry, { score, kills, deaths });
    this.#around.recording.standing(entry);
  }

  /** Nobody can guess it, because it decides where bodies spawn. */
  #randomSeed(): number {
    return Buffer.from(this.#around.runtime.randomBytes(4)).readUInt32LE();
  }

  #announceNext(): void {
    const { match } = this.#around.state;
    const { arena, mode } = this.#plan(this.#turn + 1);
    match.nextMap = arena.name;
    match.nextMode = MODES.indexOf(mode);
    if (!this.#isLast) this.#ballot.open(this.#settings.rotation, this.#turn, createRandom(this.#randomSeed()));
  }

  #next(): void {
    this.#around.recording.finish();
    this.#roundSnapshot = undefined;
    this.#turn = this.#ballot.close() ?? this.#turn + 1;
    const { arena } = this.#plan(this.#turn);
    this.#world = createNextWorld(this.#world, arena, this.#randomSeed(), this.#layOut(arena));
    this.#start();
  }

  #start(): void {
    const { state, members, recording } = this.#around;
    const { arena, mode } = this.#plan(this.#turn);
    state.map = arena.name;
    state.match.nextMap = "";
    this.#tally = new RoundTally();
    startRound(this.#match, this.#world, members, mode);
    recording.begin(this.#world, this.#match);
  }

  #plan(turn: number): RoundPlan {
    const { rotation } = this.#settings;
    const plan = rotation[turn % rotation.length];
    if (!plan) throw new Error("no rounds are planned");
    return plan;
  }

  /** Puts the pickups of an arena into the state, and returns them. */
  #layOut(arena: Arena): readonly Pickup[] {
    while (this.#pickups.length < arena.pickups.length) this.#pickups.push(new Pickup());
    const pickups = this.#pickups.slice(0, arena.pickups.length);
    for (const [index, { x, y, kind }] of arena.pickups.entries()) {
      Object.assign(pickups[index] ?? {}, { x, y, kind: pickupCode(kind) });
    }
    const synced = this.#around.state.pickups;
    synced.splice(pickups.length);
    synced.push(...pickups.slice(synced.length));
    return pickups;
  }
}

const haveGuestsFought = (members: ReadonlyMap<number, RosterEntry>): boolean =>
  Array.from(members.values()).some(({ spectator, backfill }) => !spectator && !backfill);
