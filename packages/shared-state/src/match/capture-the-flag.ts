import type { FlagStand } from "../arena/layers/flags.ts";
import { snapPosition } from "../quantized.ts";
import { BODY_RADIUS_U, FLAG, stepsIn } from "../rules.ts";
import type { Fighter } from "../simulation/body.ts";
import type { World } from "../simulation/world.ts";
import { praiseObjective } from "./deeds.ts";
import type { FlagState } from "./flag-state.ts";
import { countKills, score } from "./kills.ts";
import type { ModeRules, Play } from "./match.ts";
import { raise } from "./teams.ts";

/**
 * Capture the flag: a team scores when it brings the enemy's flag to the stand of its own flag while that flag is
 * there. A carrier who dies or leaves drops the flag there. The flag returns home when its own team touches it, or
 * after a time.
 */
export const captureTheFlag = {
  name: "ctf",
  title: "Capture the flag",
  hasTeams: true,
  needs: {
    what: "a flag of each team",
    isMet: ({ flags }) => [1, 2].every((team) => flags.some((flag) => flag.team === team)),
  },
  clear({ flags }) {
    flags.splice(0);
  },
  setUp({ match, world }) {
    match.state.flags.push(...match.flags);
    for (const [index, flag] of match.flags.entries()) {
      flag.team = index + 1;
      sendHome(world, flag);
    }
  },
  step(play) {
    countKills(play);
    for (const flag of play.match.flags) {
      if (flag.carrier !== 0) stepCarried(play, flag);
      else stepFree(play, flag);
    }
  },
} as const satisfies ModeRules;

function stepCarried(play: Play, flag: FlagState): void {
  const { match, world, members } = play;
  const carrier = world.fighters.get(flag.carrier);
  if (carrier) moveTo(flag, carrier);
  if (!carrier?.alive) {
    drop(world, flag);
    return;
  }
  const own = match.flags.find(({ team }) => team === carrier.team);
  if (!own?.home || !isReally(world, carrier) || !touches(carrier, own)) return;
  sendHome(world, flag);
  raise(match.state.scores, carrier.team, 1);
  const member = members.get(carrier.id);
  if (member) score(member, 1);
  praiseObjective(play, "capture", carrier.id);
}

/** Steps a flag that is at home or on the ground. */
function stepFree(play: Play, flag: FlagState): void {
  const { world } = play;
  const touching = [...world.fighters.values()].filter(
    (fighter) => fighter.alive && isReally(world, fighter) && touches(fighter, flag),
  );
  const friend = touching.find(({ team }) => team === flag.team);
  if (!flag.home && (friend || world.tick >= flag.returnTick)) {
    sendHome(world, flag);
    if (friend) praiseObjective(play, "flagReturn", friend.id);
    return;
  }
  const enemy = touching.find(({ team }) => team !== flag.team);
  if (!enemy) return;
  flag.home = false;
  flag.carrier = enemy.id;
  moveTo(flag, enemy);
}

function drop({ tick, dt }: World, flag: FlagState): void {
  flag.carrier = 0;
  flag.returnTick = tick + stepsIn(FLAG.return_s, dt);
}

function sendHome({ arena }: World, flag: FlagState): void {
  moveTo(flag, standOf(arena.flags, flag.team));
  flag.carrier = 0;
  flag.home = true;
}

function standOf(stands: readonly FlagStand[], wanted: number): FlagStand {
  const stand = stands.find(({ team }) => team === wanted);
  if (!stand) throw new Error(`the map has no flag of team ${wanted}`);
  return stand;
}

/** A provisional body's place decides nothing: the late player may never have been there. */
const isReally = (world: World, { id }: Fighter): boolean => !world.checkpoints.has(id);

const touches = (fighter: Fighter, { x, y }: FlagState): boolean =>
  (fighter.x - x) ** 2 + (fighter.y - y) ** 2 <= (BODY_RADIUS_U + FLAG.radius_u) ** 2;

/** A synced flag has quantized places, so a plain one gets them too. */
function moveTo(flag: FlagState, { x, y }: { readonly x: number; readonly y: number }): void {
  flag.x = snapPosition(x);
  flag.y = snapPosition(y);
}
