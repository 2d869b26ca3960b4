import { namesOf } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import { assertNever } from "@fray/shared-state/assert-never";
import {
  readDistance,
  readShots,
  type EventList,
  type EventsMessage,
  type WireBlast,
  type WireDeath,
  type WireDeed,
  type WireHit,
  type WireShot,
} from "@fray/shared-state/protocol/events";
import { stepsToAngle } from "@fray/shared-state/quantized";
import { BODY_RADIUS_U, WEAPON_RULES, weaponOf } from "@fray/shared-state/rules";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { DEEDS } from "@fray/shared-state/simulation/deed";
import { flies } from "@fray/shared-state/simulation/shot";
import { pointAt } from "@fray/shared-state/simulation/shot-path";

import type { BodyView, ClientEvent, Point } from "./frame.ts";
import type { OwnPickups } from "./own-pickups.ts";
import { toFired, type OwnShots } from "./own-shots.ts";
import { shotKey, type ShotTracker } from "./shot-tracker.ts";

interface Surroundings {
  readonly selfId: number;
  readonly tracker: ShotTracker;
  readonly ownShots: OwnShots;
  readonly ownPickups: OwnPickups;
  readonly clientEvents: ClientEvent[];
  /** The map of the current round. */
  readonly arena: () => Arena;
  /** A body as it is drawn now; undefined when it is out of view. */
  bodyOf(id: number): BodyView | undefined;
  rosterOf(id: number): RosterEntry | undefined;
}

/** The kinds of events, in the order in which they are shown. */
const READ_ORDER = namesOf({
  shots: true,
  blasts: true,
  hits: true,
  pickups: true,
  deaths: true,
  deeds: true,
} satisfies Record<EventList, true>);

/**
 * Turns the server's events into client events (what the player sees and hears), and updates the shots in the air to
 * match.
 */
export class EventReader {
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Reads one message and adds the client events that follow from it. */
  read(message: EventsMessage): void {
    for (const list of READ_ORDER) this.#readList(list, message);
  }

  #readList(list: EventList, message: EventsMessage): void {
    switch (list) {
      case "shots":
        for (const wire of message.shots ?? []) this.#readShot(message.tick, wire);
        return;
      case "blasts":
        for (const blast of message.blasts ?? []) this.#readBlast(blast);
        return;
      case "hits":
        for (const hit of message.hits ?? []) this.#around.clientEvents.push(this.#readHit(hit));
        return;
      case "pickups":
        for (const pickup of message.pickups ?? []) this.#around.ownPickups.read(pickup);
        return;
      case "deaths":
        for (const death of message.deaths ?? []) this.#around.clientEvents.push(this.#readDeath(death));
        return;
      case "deeds":
        for (const deed of message.deeds ?? []) this.#around.clientEvents.push(...this.#readDeed(deed));
        return;
      default:
        assertNever(list);
    }
  }

  #readShot(tick: number, wire: WireShot): void {
    const { selfId, tracker, ownShots, clientEvents } = this.#around;
    const shots = readShots(this.#around.arena(), tick, wire);
    const [birth] = shots;
    if (!birth) return;
    const volley = { birth: { ...birth, angle: stepsToAngle(wire[4]) }, shots };
    if (birth.owner === selfId) {
      ownShots.confirm(volley);
      return;
    }
    for (const shot of shots) if (flies(shot)) tracker.add(shot, false);
    clientEvents.push(toFired(volley, false));
  }

  #readBlast([owner, seq, x, y, code]: WireBlast): void {
    const { selfId, tracker, ownShots, clientEvents } = this.#around;
    if (owner === selfId) ownShots.blasts.forget(seq);
    const weapon = weaponOf(code);
    const rules = WEAPON_RULES[weapon].blast;
    if (!rules || !tracker.explode({ owner, seq, part: 0 })) return;
    const at = { x: readDistance(x), y: readDistance(y) };
    clientEvents.push({ type: "blast", at, weapon, own: owner === selfId, radius: rules.radius_u });
  }

  /**
   * The hit is shown at the edge of the victim as it is drawn, which lags a little behind the place where the server
   * hit it.
   */
  #readHit([owner, seq, victim, distance, damage, part = 0]: WireHit): ClientEvent {
    const { selfId, tracker, ownShots } = this.#around;
    const mine = owner === selfId;
    const shot = tracker.remove({ owner, seq, part });
    const body = this.#around.bodyOf(victim);
    const angle = shot?.angle ?? this.#angleFrom(owner, body);
    const at = body ? edgeOf(body, angle) : shot ? pointAt(shot, readDistance(distance)) : { x: 0, y: 0 };
    const marked = mine && ownShots.confirmHit({ seq, part });
    const key = shotKey({ owner, seq, part });
    return { type: "hit", key, at, angle, victim, damage, mine, me: victim === selfId, marked };
  }

  #readDeath([victim, killer, weapon, movedSinceSeen]: WireDeath): ClientEvent {
    const { selfId } = this.#around;
    const body = this.#around.bodyOf(victim);
    const killerEntry = this.#around.rosterOf(killer);
    return {
      type: "death",
      victim,
      victimName: this.#around.rosterOf(victim)?.name ?? "someone",
      killer,
      killerName: killerEntry?.name ?? "someone",
      weapon: weaponOf(weapon),
      distance: this.#distanceBetween(killer, victim),
      killerPing: killerEntry?.ping ?? 0,
      behindCover: readDistance(movedSinceSeen) > 2 * BODY_RADIUS_U,
      mine: killer === selfId,
      me: victim === selfId,
      at: body && { x: body.x, y: body.y },
    };
  }

  /** A deed of a later build makes no event. */
  #readDeed([index, by, count, victim]: WireDeed): ClientEvent[] {
    const deed = DEEDS[index];
    if (!deed) return [];
    const { selfId } = this.#around;
    const nameOf = (id: number): string => this.#around.rosterOf(id)?.name ?? "someone";
    const names = { byName: nameOf(by), victimName: nameOf(victim) };
    return [{ type: "deed", deed, by, count, ...names, mine: by === selfId, onMe: victim === selfId }];
  }

  #distanceBetween(a: number, b: number): number | undefined {
    const [from, to] = [this.#around.bodyOf(a), this.#around.bodyOf(b)];
    return from && to && Math.hypot(to.x - from.x, to.y - from.y);
  }

  #angleFrom(owner: number, to: Point | undefined): number {
    const from = this.#around.bodyOf(owner);
    return from && to ? Math.atan2(to.y - from.y, to.x - from.x) : 0;
  }
}

/** The point on a body's edge that is hit by something that flies at `angle`. */
const edgeOf = (body: Point, angle: number): Point => ({
  x: body.x - Math.cos(angle) * BODY_RADIUS_U,
  y: body.y - Math.sin(angle) * BODY_RADIUS_U,
});
