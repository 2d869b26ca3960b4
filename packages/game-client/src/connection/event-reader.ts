import type { Arena } from "@fray/shared-state/arena/arena";
import {
  readDistance,
  readShot,
  WEAPONS,
  type EventsMessage,
  type WireDeath,
  type WireHit,
  type WireShot,
} from "@fray/shared-state/protocol/events";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { BODY_RADIUS_U } from "@fray/shared-state/simulation/rules";

import type { BodyView, Happening, Point } from "./frame.ts";
import type { OwnPickups } from "./own-pickups.ts";
import { toFired, type OwnShots } from "./own-shots.ts";
import { pointAt, shotKey, type ShotTracker } from "./shot-tracker.ts";

interface Surroundings {
  readonly arena: Arena;
  readonly selfId: number;
  readonly tracker: ShotTracker;
  readonly ownShots: OwnShots;
  readonly ownPickups: OwnPickups;
  readonly happenings: Happening[];
  /** A body as it is shown now, when it is in view. */
  bodyOf(id: number): BodyView | undefined;
  rosterOf(id: number): RosterEntry | undefined;
}

/** Turns the server's events into what is seen and heard, and keeps the shots in the air in step with them. */
export class EventReader {
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Reads one message; what is to be shown is added to the happenings. */
  read(message: EventsMessage): void {
    for (const wire of message.shots ?? []) this.#readShot(message.tick, wire);
    for (const hit of message.hits ?? []) this.#around.happenings.push(this.#readHit(hit));
    for (const pickup of message.pickups ?? []) this.#around.ownPickups.read(pickup);
    for (const death of message.deaths ?? []) this.#around.happenings.push(this.#readDeath(death));
  }

  #readShot(tick: number, wire: WireShot): void {
    const { arena, selfId, tracker, ownShots, happenings } = this.#around;
    const shot = readShot(arena, tick, wire);
    if (shot.owner === selfId) {
      ownShots.confirm(shot);
      return;
    }
    if (shot.weapon === "pulse") tracker.add(shot, false);
    happenings.push(toFired(shot, false));
  }

  /** Shown on the victim's edge as it is drawn, which is a little behind where the server struck it. */
  #readHit([owner, seq, victim, distance, damage]: WireHit): Happening {
    const { selfId, tracker, ownShots } = this.#around;
    const mine = owner === selfId;
    const shot = tracker.remove({ owner, seq });
    const body = this.#around.bodyOf(victim);
    const angle = shot?.angle ?? this.#angleFrom(owner, body);
    const at = body ? edgeOf(body, angle) : shot ? pointAt(shot, readDistance(distance)) : { x: 0, y: 0 };
    const marked = mine && ownShots.confirmHit(seq);
    const key = shotKey({ owner, seq });
    return { type: "hit", key, at, angle, victim, damage, mine, me: victim === selfId, marked };
  }

  #readDeath([victim, killer, weapon, movedSinceSeen]: WireDeath): Happening {
    const { selfId } = this.#around;
    const body = this.#around.bodyOf(victim);
    const killerEntry = this.#around.rosterOf(killer);
    return {
      type: "death",
      victim,
      victimName: this.#around.rosterOf(victim)?.name ?? "somebody",
      killer,
      killerName: killerEntry?.name ?? "somebody",
      weapon: WEAPONS[weapon] ?? "pulse",
      killerPing: killerEntry?.ping ?? 0,
      behindCover: readDistance(movedSinceSeen) > 2 * BODY_RADIUS_U,
      mine: killer === selfId,
      me: victim === selfId,
      at: body && { x: body.x, y: body.y },
    };
  }

  #angleFrom(owner: number, to: Point | undefined): number {
    const from = this.#around.bodyOf(owner);
    return from && to ? Math.atan2(to.y - from.y, to.x - from.x) : 0;
  }
}

/** The point of a body that something flying at `angle` strikes. */
const edgeOf = (body: Point, angle: number): Point => ({
  x: body.x - Math.cos(angle) * BODY_RADIUS_U,
  y: body.y - Math.sin(angle) * BODY_RADIUS_U,
});
