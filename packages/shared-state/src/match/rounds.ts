import { assertNever } from "../assert-never.ts";
import { MIN_FIGHTERS, RESULTS_S, stepsIn } from "../rules.ts";
import type { Fighter } from "../simulation/body.ts";
import { kill } from "../simulation/hit-body.ts";
import { spawnFighters } from "../simulation/spawn.ts";
import { addFighter, type World } from "../simulation/world.ts";
import { awardNumbers } from "./awards.ts";
import { forgetFighter } from "./deed-memory.ts";
import type { Match, Members, Play } from "./match.ts";
import { modeOf, phaseOf } from "./modes.ts";
import { hasTeams, MODE_RULES, MODES, PHASES, type Mode, type Phase } from "./modes.ts";
import { bestFirst, dealTeams, joinTeam, teamFor } from "./teams.ts";

/** Respawn tick of a body that must not respawn before the next round. */
export const NEVER_TICK = 0xffffffff;

const PODIUM_PLACES = 3;

/** Whether bots come to the side that has fewer fighters. */
interface Filling {
  readonly areFilled?: boolean;
}

/**
 * Begins the next round with a warmup, in a world whose fighters may come from another world: every fighter gets a
 * team and spawns again. Throws when the map lacks an object that the mode needs.
 */
export function startRound(
  match: Match,
  world: World,
  members: Members,
  mode: Mode,
  { areFilled }: Filling = {},
): void {
  const { state } = match;
  state.mode = MODES.indexOf(mode);
  state.round++;
  dealTeams(members, world, { withTeams: hasTeams(mode), areFilled });
  for (const other of MODES) MODE_RULES[other].clear?.(state);
  const play: Play = { match, world, members };
  enter(play, "warmup");
  MODE_RULES[mode].setUp?.(play);
  renew(play);
}

/**
 * Adds a fighter whose entry is among the members. The fighter joins the team that needs it, and the fight if a round
 * is live.
 */
export function joinRound(
  match: Match,
  world: World,
  members: Members,
  fighter: Fighter,
  { areFilled }: Filling = {},
): void {
  const member = members.get(fighter.id);
  if (!member) throw new Error(`fighter ${fighter.id} is no member`);
  member.team = 0;
  const { state } = match;
  joinTeam(
    member,
    fighter,
    hasTeams(modeOf(state)) ? teamFor(members.values(), state.scores, { party: member.party, areFilled }) : 0,
  );
  addFighter(world, fighter);
  forgetFighter(match.deeds, fighter.id);
  if (phaseOf(state) === "results") fighter.respawnTick = NEVER_TICK;
}

/** Runs the match's part of a tick, after the world's: counts scores, and changes the phase when it is time. */
export function stepMatch(match: Match, world: World, members: Members): void {
  const play: Play = { match, world, members };
  const { state } = match;
  const phase = phaseOf(state);
  switch (phase) {
    case "warmup":
      warmUp(play);
      break;
    case "live":
      MODE_RULES[modeOf(state)].step(play);
      if (world.tick >= state.endTick || isWon(play)) end(play);
      break;
    case "results":
      break;
    default:
      assertNever(phase);
  }
}

/** Whether the results have been shown long enough for the next round to start. */
export const isRoundDone = ({ state }: Match, { tick }: World): boolean =>
  phaseOf(state) === "results" && tick >= state.endTick;

/** Goes live when the warmup time is over and there are enough fighters. */
function warmUp(play: Play): void {
  const { match, world } = play;
  const { state, settings } = match;
  const readyTick = match.phaseTick + Math.round(settings.warmupSeconds / world.dt);
  const isEnough = world.fighters.size >= MIN_FIGHTERS;
  state.endTick = isEnough ? readyTick : 0;
  if (!isEnough || world.tick < readyTick) return;
  enter(play, "live");
  state.endTick = world.tick + stepsIn(settings.roundSeconds, world.dt);
  MODE_RULES[modeOf(state)].begin?.(play);
  renew(play);
}

/** Resets the round to its start: no scores, every object in its place, every fighter spawned again. */
function renew(play: Play): void {
  const { match, world, members } = play;
  const { state } = match;
  state.scores.splice(0, state.scores.length, 0, 0);
  state.winner = 0;
  state.podium.splice(0);
  state.awards.splice(0);
  match.deeds.hasBlood = false;
  match.deeds.records.clear();
  for (const member of members.values()) Object.assign(member, { score: 0, kills: 0, deaths: 0 });
  for (const pickup of world.pickups) Object.assign(pickup, { available: true, returnTick: 0 });
  // Removes all bodies first, so that no old position influences the choice of a spawn.
  clear(world);
  spawnFighters(world, [...world.fighters.values()]);
}

/** Ends the round: shows the podium, over an arena without bodies. */
function end(play: Play): void {
  const { match, world, members } = play;
  const { state } = match;
  enter(play, "results");
  state.endTick = world.tick + stepsIn(RESULTS_S, world.dt);
  const [score1 = 0, score2 = 0] = [state.scores[0], state.scores[1]];
  state.winner = score1 === score2 ? 0 : score1 > score2 ? 1 : 2;
  const best = bestFirst(members).slice(0, PODIUM_PLACES);
  state.podium.splice(0, state.podium.length, ...best.map(({ id }) => id));
  state.awards.splice(0, state.awards.length, ...awardNumbers(match.deeds, members));
  clear(world);
  for (const fighter of world.fighters.values()) fighter.respawnTick = NEVER_TICK;
}

function enter({ match, world }: Play, phase: Phase): void {
  match.state.phase = PHASES.indexOf(phase);
  match.phaseTick = world.tick;
}

/** Removes all bodies and objects from the arena. */
function clear(world: World): void {
  world.shots = [];
  for (const fighter of world.fighters.values()) kill(world, fighter);
}

function isWon({ match: { state }, members }: Play): boolean {
  if (state.scoreLimit === 0) return false;
  const scores = hasTeams(modeOf(state)) ? state.scores : Array.from(members.values(), ({ score }) => score);
  return Math.max(...scores) >= state.scoreLimit;
}
