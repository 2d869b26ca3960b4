import type { Arena } from "@fray/shared-state/arena/arena";
import { BODY_RADIUS_U, WEAPON_RULES } from "@fray/shared-state/rules";
import type { BodyDied, BodyHit, WorldEvent } from "@fray/shared-state/simulation/events";
import { flies, flownDistance } from "@fray/shared-state/simulation/shot";
import { pointAt } from "@fray/shared-state/simulation/shot-path";

import type { ClientEvent, Point } from "../connection/frame.ts";
import { toFired } from "../connection/own-shots.ts";
import { shotKey } from "../connection/shot-tracker.ts";
import { bodyIn } from "./poses.ts";
import type { RecordedTick } from "./recorded.ts";

interface Surroundings {
  readonly arena: Arena;
  /** Seconds per tick. */
  readonly dt: number;
  readonly nameOf: (id: number) => string;
  /** Whether something at a place can be seen. */
  readonly isSeen: (place: Point) => boolean;
}

/** Returns what is seen and heard of a tick. `before` is the tick before it. */
export function eventsOf(tick: RecordedTick, before: RecordedTick | undefined, around: Surroundings): ClientEvent[] {
  const events: ClientEvent[] = [];
  for (const event of tick.events) {
    const shown = toClientEvent(event, tick, around);
    if (shown) events.push(shown);
  }
  return [...events, ...endsOfShots(tick, before, around)];
}

function toClientEvent(event: WorldEvent, tick: RecordedTick, around: Surroundings): ClientEvent | undefined {
  const { arena, isSeen } = around;
  switch (event.type) {
    case "shot":
      return isSeen(event.birth) ? toFired(event, false) : undefined;
    case "hit":
      return toHit(event, tick, around);
    case "blast": {
      const { x, y, shot } = event;
      const radius = WEAPON_RULES[shot.weapon].blast?.radius_u;
      if (radius === undefined || !isSeen(event)) return undefined;
      return { type: "blast", at: { x, y }, weapon: shot.weapon, own: false, radius };
    }
    case "death":
      return toDeath(event, tick, around);
    case "pickup":
    case "return": {
      const place = arena.pickups[event.index];
      if (!place || !isSeen(place)) return undefined;
      const at = { x: place.x, y: place.y };
      if (event.type === "return") return { type: "return", at, kind: event.kind };
      return { type: "pickup", at, kind: event.kind, taker: event.taker, me: false };
    }
    default:
      // Spawns are noticed by their bodies.
      return undefined;
  }
}

/** A hit is shown at the edge of its victim. */
function toHit({ shot, victim, distance, damage }: BodyHit, tick: RecordedTick, { isSeen }: Surroundings) {
  const body = bodyIn(tick, victim);
  const { angle } = shot;
  const at = body
    ? { x: body.x - Math.cos(angle) * BODY_RADIUS_U, y: body.y - Math.sin(angle) * BODY_RADIUS_U }
    : pointAt(shot, distance);
  if (!isSeen(at)) return undefined;
  const key = shotKey(shot);
  return { type: "hit", key, at, angle, victim, damage, mine: false, me: false, marked: false } as const;
}

/** Everybody learns of a death, and only those who see it where it was. */
function toDeath(death: BodyDied, tick: RecordedTick, { nameOf, isSeen }: Surroundings): ClientEvent {
  const { victim, killer, weapon, movedSinceSeen, x, y } = death;
  const by = bodyIn(tick, killer);
  return {
    type: "death",
    victim,
    killer,
    weapon,
    killerPing: 0,
    mine: false,
    me: false,
    victimName: nameOf(victim),
    killerName: nameOf(killer),
    distance: by && Math.hypot(by.x - x, by.y - y),
    behindCover: movedSinceSeen > 2 * BODY_RADIUS_U,
    at: isSeen(death) ? { x, y } : undefined,
  };
}

/** The rules have no events for shots that end at a wall or bounce off it: both follow from the paths. */
function* endsOfShots(tick: RecordedTick, before: RecordedTick | undefined, around: Surroundings) {
  const { dt, isSeen } = around;
  if (!before) return;
  const flying = new Set(tick.shots.map(shotKey));
  const ended = new Set<string>();
  for (const event of tick.events) if (event.type === "hit" || event.type === "blast") ended.add(shotKey(event.shot));
  for (const shot of before.shots) {
    const { weapon, angle, reach, legs, bornTick } = shot;
    const from = flownDistance(shot, (before.tick - bornTick) * dt);
    const to = flownDistance(shot, (tick.tick - bornTick) * dt);
    for (const { start, x, y } of legs) {
      if (start > from && start <= to && isSeen({ x, y })) yield { type: "bounce", at: { x, y } } as const;
    }
    const key = shotKey(shot);
    const { blast, range_u: range } = WEAPON_RULES[weapon];
    if (flying.has(key) || ended.has(key) || blast || !flies(shot) || reach >= range) continue;
    const at = pointAt(shot, reach);
    if (isSeen(at)) yield { type: "impact", at, angle, weapon } as const;
  }
}
