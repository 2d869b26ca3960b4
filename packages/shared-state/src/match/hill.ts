import type { Random } from "@fray/netcode/core";

import { snapPosition } from "../quantized.ts";
import { HILL, stepsIn } from "../rules.ts";
import { praiseObjective } from "./deeds.ts";
import type { HillState } from "./hill-state.ts";
import { countKills, score } from "./kills.ts";
import type { ModeRules, Play } from "./match.ts";
import { raise } from "./teams.ts";

/**
 * King of the hill: a zone that moves. Each second in which only one team is in it is a point for the team, and for
 * each of its members in the zone.
 */
export const hill = {
  name: "hill",
  title: "King of the hill",
  hasTeams: true,
  needs: { what: "a hill", isMet: ({ hills }) => hills.length > 0 },
  clear(state) {
    state.hill.radius = 0;
  },
  setUp(play) {
    const { match, world } = play;
    match.hill.order = shuffled(world.arena.hills, match.random);
    match.hill.turn = 0;
    move(play);
  },
  begin: move,
  step(play) {
    const { match, world } = play;
    countKills(play);
    if (world.tick >= match.state.hill.moveTick) {
      match.hill.turn++;
      move(play);
    }
    occupy(play);
    yieldPoints(play);
  },
} as const satisfies ModeRules;

/** Moves the hill to the next place, where no team holds it yet. */
function move({ match, world }: Play): void {
  const { order, turn } = match.hill;
  const place = order[turn % order.length];
  if (!place) throw new Error(`map "${world.arena.name}" has no hills`);
  // A synced hill has quantized fields, so a plain one gets them too.
  const [x, y, radius] = [snapPosition(place.x), snapPosition(place.y), snapPosition(place.radius)];
  const moveTick = world.tick + stepsIn(HILL.stay_s, world.dt);
  Object.assign(match.state.hill, { x, y, radius, team: 0, contested: false, moveTick });
  match.hill.heldTicks = 0;
}

/** Gives the hill to the only team that is in it. */
function occupy(play: Play): void {
  const { match, world } = play;
  const { hill: zone } = match.state;
  const teams = new Set<number>();
  for (const fighter of world.fighters.values()) if (fighter.alive && isIn(zone, fighter)) teams.add(fighter.team);
  const [holder = 0] = teams.size === 1 ? teams : [];
  zone.contested = teams.size > 1;
  if (holder === zone.team) return;
  zone.team = holder;
  match.hill.heldTicks = 0;
  if (holder !== 0) praiseTaker(play, zone);
}

/** Praises the fighter nearest to the middle; of equally near ones that with the lowest id. */
function praiseTaker(play: Play, zone: HillState): void {
  let [taker, least] = [0, Infinity];
  for (const fighter of play.world.fighters.values()) {
    const distance = (fighter.x - zone.x) ** 2 + (fighter.y - zone.y) ** 2;
    if (!fighter.alive || fighter.team !== zone.team || !isIn(zone, fighter)) continue;
    if (distance < least || (distance === least && fighter.id < taker)) [taker, least] = [fighter.id, distance];
  }
  if (taker !== 0) praiseObjective(play, "hillTaken", taker);
}

function yieldPoints({ match, world, members }: Play): void {
  const { hill: zone, scores } = match.state;
  if (zone.team === 0) return;
  match.hill.heldTicks++;
  if (match.hill.heldTicks % stepsIn(1, world.dt) !== 0) return;
  raise(scores, zone.team, 1);
  for (const fighter of world.fighters.values()) {
    const member = fighter.alive && isIn(zone, fighter) && members.get(fighter.id);
    if (member) score(member, 1);
  }
}

const isIn = (zone: HillState, { x, y }: { readonly x: number; readonly y: number }): boolean =>
  (x - zone.x) ** 2 + (y - zone.y) ** 2 <= zone.radius ** 2;

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [order[last], order[other]];
    if (a !== undefined && b !== undefined) [order[last], order[other]] = [b, a];
  }
  return order;
}
