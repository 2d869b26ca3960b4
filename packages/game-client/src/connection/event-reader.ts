import type { Arena } from "@fray/shared-state/arena/arena";
import {
  readDistance,
  readShot,
  type EventsMessage,
  type WireDeath,
  type WireHit,
} from "@fray/shared-state/protocol/events";
import { BODY_RADIUS_U } from "@fray/shared-state/simulation/rules";

import type { BodyView, Happening, Point } from "./frame.ts";
import { pointAt, type ShotTracker } from "./shot-tracker.ts";

interface Surroundings {
  readonly arena: Arena;
  readonly selfId: number;
  readonly shots: ShotTracker;
  /** Settles the prediction of the player's shot of that input. */
  confirmShot(seq: number): void;
  /** A body as it is shown now, when it is in view. */
  bodyOf(id: number): BodyView | undefined;
  nameOf(id: number): string;
}

/** Turns the server's events into what is seen and heard, and keeps the shots in the air in step with them. */
export class EventReader {
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Reads one message; what is to be shown is added to `happenings`. */
  read(message: EventsMessage, happenings: Happening[]): void {
    for (const wire of message.shots ?? []) this.#readShot(message.tick, wire, happenings);
    for (const hit of message.hits ?? []) happenings.push(this.#readHit(hit));
    for (const death of message.deaths ?? []) happenings.push(this.#readDeath(death));
  }

  #readShot(tick: number, wire: Parameters<typeof readShot>[2], happenings: Happening[]): void {
    const { arena, selfId, shots } = this.#around;
    const shot = readShot(arena, tick, wire);
    const own = shot.owner === selfId;
    if (own) this.#around.confirmShot(shot.seq);
    if (shots.confirm(shot, own)) {
      happenings.push({ type: "fired", owner: shot.owner, own, at: shot, angle: shot.angle });
    }
  }

  /** Shown on the victim's edge as it is drawn, which is a little behind where the server struck it. */
  #readHit([owner, seq, victim, distance, damage]: WireHit): Happening {
    const { selfId, shots } = this.#around;
    const shot = shots.remove(owner, seq);
    const body = this.#around.bodyOf(victim);
    const angle = shot?.angle ?? this.#angleFrom(owner, body);
    const at = body ? edgeOf(body, angle) : shot ? pointAt(shot, readDistance(distance)) : { x: 0, y: 0 };
    return { type: "hit", at, angle, victim, damage, mine: owner === selfId, me: victim === selfId };
  }

  #readDeath([victim, killer]: WireDeath): Happening {
    const { selfId } = this.#around;
    const body = this.#around.bodyOf(victim);
    return {
      type: "death",
      victim,
      victimName: this.#around.nameOf(victim),
      killer,
      killerName: this.#around.nameOf(killer),
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
