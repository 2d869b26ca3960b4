import type { Random } from "@fray/netcode/core";
import { modeOf } from "@fray/shared-state/match/modes";
import { MAX_HEALTH } from "@fray/shared-state/rules";
import { areEnemies } from "@fray/shared-state/simulation/body";

import type { OwnBody, SeenBody, View } from "../view/view.ts";
import { distanceBetween } from "./geometry.ts";
import type { Memory } from "./memory.ts";
import { MODE_PLAYS } from "./modes/index.ts";

/**
 * Maximum number of lines of sight checked per look. The best targets are checked first, so a crowd costs no more
 * than a few bodies.
 */
const MOST_SIGHT_CHECKS = 6;
/** The bot changes its target only to an enemy that is nearer than the present target by this much, in u. */
const LOYALTY_U = 3;
/** Full health counts as this much distance, in u: the bot prefers wounded enemies. */
const HEALTH_WORTH_U = 4;
/** A shield makes an enemy count as this many u farther away. An enemy that the mode wants stopped counts as nearer. */
const SHIELD_WORTH_U = 8;
const WANTED_WORTH_U = 10;
/** The bot reacts faster to an enemy that reappears within this time, in s. */
const FRESH_TRACE_S = 1.5;
const FRESH_REACTION = 0.4;
/** Gunfire older than this, in s, is ignored. */
const GUNFIRE_FRESH_S = 0.5;
/** Share of heard shots per look after which a bot with full aggression goes to investigate. */
const CURIOSITY = 0.4;
/** A target that is slower than this, in u/s, stands. */
const STANDING_U_PER_S = 1;

/** Updates the memory: the bodies in sight, the enemy to fight, and where an enemy was last seen or heard. */
export function perceive(memory: Memory, view: View, self: OwnBody, random: Random): void {
  const previous = memory.target;
  const target = bestInSight(memory, view, self);
  memory.target = target;
  if (target) {
    const isMet = target.id !== previous?.id || target.lives !== previous.lives;
    if (isMet) meet(memory, view, target, random);
    if (isMet || Math.hypot(target.vx, target.vy) > STANDING_U_PER_S) memory.targetMovedAt = view.now;
    memory.trace = { x: target.x, y: target.y, id: target.id, at: view.now };
  } else if (previous) {
    // People expect an enemy that ran behind a corner to be a little farther along.
    memory.trace = {
      x: previous.x + previous.vx * 0.3,
      y: previous.y + previous.vy * 0.3,
      id: previous.id,
      at: view.now,
    };
  } else {
    listen(memory, view, random);
  }
}

function bestInSight(memory: Memory, view: View, self: OwnBody): SeenBody | undefined {
  const wanted = MODE_PLAYS[modeOf(view.round)].wanted?.(view, self) ?? 0;
  const ranked = view.bodies
    .filter((body) => areEnemies(self, body))
    .map((body) => ({ body, cost: costOf(memory, self, body) - (body.id === wanted ? WANTED_WORTH_U : 0) }))
    .toSorted((a, b) => a.cost - b.cost)
    .slice(0, MOST_SIGHT_CHECKS);
  return ranked.find(({ body }) => memory.arena.sees(self.x, self.y, body.x, body.y))?.body;
}

/** Rates a target, in u; lower is better. */
function costOf(memory: Memory, self: OwnBody, body: SeenBody): number {
  const loyalty = body.id === memory.target?.id ? LOYALTY_U : 0;
  const shield = body.shielded ? SHIELD_WORTH_U : 0;
  const toughness = (body.health + body.armour) / MAX_HEALTH;
  return distanceBetween(self, body) - loyalty + shield + toughness * HEALTH_WORTH_U;
}

/** Notices a target. The reaction takes time; it is shorter for an enemy that was just lost. */
function meet(memory: Memory, view: View, target: SeenBody, random: Random): void {
  const known = memory.trace?.id === target.id && view.now - memory.trace.at < FRESH_TRACE_S;
  const reaction = memory.skill.reaction_s * (0.75 + random() * 0.5) * (known ? FRESH_REACTION : 1);
  memory.noticedAt = view.now + reaction;
}

/** A shot that passes close reveals its owner's place. Other shots make the bot curious. */
function listen(memory: Memory, view: View, random: Random): void {
  const near = view.shots.findLast(({ own }) => !own);
  if (near && view.now - near.bornAt < GUNFIRE_FRESH_S) {
    memory.trace = { x: near.shot.x, y: near.shot.y, id: undefined, at: view.now };
    return;
  }
  const { gunfire } = view;
  if (!gunfire || view.now - gunfire.at > GUNFIRE_FRESH_S) return;
  if (random() < memory.skill.aggression * CURIOSITY)
    memory.trace = { x: gunfire.x, y: gunfire.y, id: undefined, at: view.now };
}
