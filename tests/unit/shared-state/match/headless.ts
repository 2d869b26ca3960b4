import { Arena } from "@fray/shared-state/arena/arena";
import { hitBody } from "@fray/shared-state/internal/simulation/hit-body";
import { createMatch, type Match, type MatchSettings, type Member } from "@fray/shared-state/match/match";
import { type Mode, phaseOf } from "@fray/shared-state/match/modes";
import { isRoundDone, joinRound, startRound, stepMatch } from "@fray/shared-state/match/rounds";
import { createFighter, type Fighter } from "@fray/shared-state/simulation/body";
import type { Command } from "@fray/shared-state/simulation/command";
import { forfeit } from "@fray/shared-state/simulation/forfeit";
import { createShots } from "@fray/shared-state/simulation/shot";
import { stepWorld } from "@fray/shared-state/simulation/step-world";
import { createNextWorld, createWorld, removeFighter, type World } from "@fray/shared-state/simulation/world";

export const DT = 1 / 30;

/** An open field with all that any mode needs: team 1 at home on the left, team 2 on the right, packs off the way. */
export const FIELD = new Arena({
  name: "field",
  width: 40,
  height: 20,
  walls: [],
  spawns: [1, 2].flatMap((team) => [4, 8, 12, 16].map((y) => ({ x: team === 1 ? 2 : 38, y, team }))),
  pickups: [{ x: 20, y: 1, kind: "health" }],
  flags: [
    { x: 5, y: 10, team: 1 },
    { x: 35, y: 10, team: 2 },
  ],
  hills: [
    { x: 12, y: 10, radius: 3 },
    { x: 20, y: 16, radius: 3 },
    { x: 28, y: 10, radius: 3 },
  ],
});

/** A match without a room: world and rules stepped together, fighters put where a test wants them. */
export class HeadlessMatch {
  world: World = createWorld(FIELD, DT, 1);
  readonly match: Match;
  readonly members = new Map<number, Member>();

  constructor(
    mode: Mode,
    settings: Partial<MatchSettings> = {},
    synced: Partial<Pick<Match, "state" | "flags">> = {},
    seed = 1,
  ) {
    this.match = createMatch({ warmupSeconds: 0, roundSeconds: 60, scoreLimit: 0, ...settings }, seed, synced);
    startRound(this.match, this.world, this.members, mode);
  }

  get state() {
    return this.match.state;
  }

  get phase() {
    return phaseOf(this.match.state);
  }

  get isRoundDone(): boolean {
    return isRoundDone(this.match, this.world);
  }

  join(id: number, extra: Partial<Pick<Member, "party" | "backfill">> = {}): Fighter {
    this.members.set(id, { id, team: 0, spectator: false, score: 0, kills: 0, deaths: 0, ...extra });
    const fighter = createFighter(id);
    joinRound(this.match, this.world, this.members, fighter);
    return fighter;
  }

  leave(id: number): void {
    removeFighter(this.world, id);
    this.members.delete(id);
  }

  watch(id: number): void {
    this.members.set(id, { id, team: 0, spectator: true, score: 0, kills: 0, deaths: 0 });
  }

  /** One tick; each of `kills` is a victim and who ends it. */
  step(kills: readonly (readonly [victim: number, killer: number])[] = [], commands: readonly Command[] = []): void {
    stepWorld(this.world, commands);
    for (const [victim, killer] of kills) this.hurt(victim, killer, 1000);
    stepMatch(this.match, this.world, this.members);
  }

  stepSeconds(seconds: number): void {
    for (let tick = 0; tick < Math.round(seconds / DT); tick++) this.step();
  }

  /** Steps until the round counts. */
  goLive(): this {
    for (let tick = 0; this.phase !== "live"; tick++) {
      if (tick > 1000) throw new Error("the round does not begin");
      this.step();
    }
    return this;
  }

  member(id: number): Member {
    const member = this.members.get(id);
    if (!member) throw new Error(`no member ${id}`);
    return member;
  }

  fighter(id: number): Fighter {
    const fighter = this.world.fighters.get(id);
    if (!fighter) throw new Error(`no fighter ${id}`);
    return fighter;
  }

  /** Everybody's place in a world that has just been made. */
  moveTo(arena: Arena, mode: Mode, filling: { readonly areFilled?: boolean } = {}): void {
    this.world = createNextWorld(this.world, arena, 1);
    startRound(this.match, this.world, this.members, mode, filling);
  }

  /** Lets a player go out of the fight on purpose. */
  quit(id: number): void {
    forfeit(this.world, this.fighter(id));
    this.leave(id);
  }

  /** Takes health by one shot, far stronger than any where `damage` says so. */
  hurt(victim: number, killer: number, damage = 10): void {
    const fighter = this.fighter(victim);
    const birth = { owner: killer, seq: 1, weapon: "rocket", x: 1, y: 1, angle: 0, bornTick: this.world.tick } as const;
    const [shot] = createShots(this.world.arena, birth);
    if (!shot) throw new Error("no shot");
    fighter.shielded = false;
    const { team } = this.members.get(killer) ?? { team: 0 };
    hitBody(this.world, { ...shot, team, boost: 1 }, fighter, { damage, distance: 1, movedSinceSeen: 0 });
  }
}

/** Puts a body somewhere, at rest. */
export function put(fighter: Fighter, x: number, y: number): void {
  Object.assign(fighter, { x, y, vx: 0, vy: 0 });
}
