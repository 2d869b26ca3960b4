import { hashNumbers, hashWorld } from "../simulation/state-hash.ts";
import type { World } from "../simulation/world.ts";
import type { FlagState } from "./flag-state.ts";
import type { Match, Members } from "./match.ts";

/**
 * Computes a hash over all state that decides the future of a round: the world, the match and its members. Rounds with
 * equal hashes develop equally.
 */
export function hashRound(world: World, match: Match, members: Members): number {
  const { state, hill, phaseTick, random } = match;
  const { mode, phase, round, endTick, scoreLimit, scores, winner, podium } = state;
  let hash = hashWorld(world);
  hash = hashNumbers(hash, mode, phase, round, endTick, scoreLimit, ...scores, winner, ...podium);
  hash = hashNumbers(hash, phaseTick, random.state, hill.turn, hill.heldTicks);
  for (const flag of state.flags) hash = hashFlag(hash, flag);
  const { x, y, radius, team, contested, moveTick } = state.hill;
  hash = hashNumbers(hash, x, y, radius, team, contested, moveTick);
  for (const place of hill.order) hash = hashNumbers(hash, place.x, place.y, place.radius);
  for (const member of members.values()) {
    const { id, spectator, score, kills, deaths, connected = true, killedAway = false } = member;
    hash = hashNumbers(hash, id, member.team, spectator, score, kills, deaths, connected, killedAway);
  }
  return hash;
}

const hashFlag = (hash: number, { team, x, y, carrier, home, returnTick }: FlagState): number =>
  hashNumbers(hash, team, x, y, carrier, home, returnTick);
