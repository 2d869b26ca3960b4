import type { Client } from "@colyseus/core";
import {
  writeBlast,
  writeDeath,
  writeHit,
  writeShot,
  type EventList,
  type EventLists,
} from "@fray/shared-state/protocol/events";
import type { BodyHit, ShotFired } from "@fray/shared-state/simulation/events";
import { pointAt } from "@fray/shared-state/simulation/shot-path";
import type { World } from "@fray/shared-state/simulation/world";

import type { Interest } from "../interest/interest.ts";

/** Stands for a taker whom a client must not know: it hides in a bush. */
const SOMEBODY = 0;
/**
 * Clients of a room in which everybody is told of every death. Among more nobody can read them all, and a message to everybody
 * for every other tick's deaths was a third of what 1000 were sent of events.
 */
const MAX_MOURNERS = 64;

/** Tells events, whatever way they go. */
export interface EventSink {
  /** Something has happened in a tick, of which some clients are to hear. They are read at once. */
  tell<List extends EventList>(clients: Iterable<Client>, tick: number, list: List, event: EventLists[List]): void;
  /** All has been told, and the patch that it goes with is about to be made. */
  flush(): void;
}

interface Audience {
  readonly interest: Interest;
  readonly clients: readonly Client[];
  readonly events: EventSink;
}

/**
 * Tells every client what happened in the tick: shots, hits, blasts and pickups it can see, the Overdrive wherever it was, and
 * so deaths, but in a crowd. It is told before the patch of that tick is made.
 */
export function dispatchEvents(world: World, { interest, clients, events }: Audience): void {
  const { tick } = world;
  for (const event of world.events) {
    switch (event.type) {
      case "shot":
        events.tell(interest.seeing(...flightBounds(event), event.birth.owner), tick, "shots", writeShot(event));
        break;
      case "hit": {
        const { shot, victim } = event;
        events.tell(interest.seeing(...hitBounds(event), shot.owner, victim), tick, "hits", writeHit(event));
        break;
      }
      case "blast": {
        const { x, y, shot } = event;
        events.tell(interest.seeing(x, y, x, y, shot.owner), tick, "blasts", writeBlast(event));
        break;
      }
      case "death": {
        const { x, y, victim, killer } = event;
        const told = clients.length > MAX_MOURNERS ? interest.seeing(x, y, x, y, victim, killer) : clients;
        events.tell(told, tick, "deaths", writeDeath(event));
        break;
      }
      case "pickup": {
        const { index, taker, kind } = event;
        const pickup = world.pickups[index];
        if (!pickup) break;
        const isKnown = (client: Client) => kind === "overdrive" || interest.isShown(client, taker);
        const told = kind === "overdrive" ? clients : interest.seeing(pickup.x, pickup.y, pickup.x, pickup.y);
        const { known = [], unknown = [] } = Object.groupBy(told, (client) => (isKnown(client) ? "known" : "unknown"));
        events.tell(known, tick, "pickups", [index, taker]);
        events.tell(unknown, tick, "pickups", [index, SOMEBODY]);
        break;
      }
    }
  }
  events.flush();
}

type Bounds = [left: number, top: number, right: number, bottom: number];

/** All that the shots of a birth may cross. */
function flightBounds({ shots }: ShotFired): Bounds {
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { legs, reach } of shots) {
    for (const leg of legs) {
      const length = Math.min(leg.length, reach - leg.start);
      include(bounds, leg.x, leg.y);
      include(bounds, leg.x + leg.directionX * length, leg.y + leg.directionY * length);
    }
  }
  return bounds;
}

function hitBounds({ shot, distance }: BodyHit): Bounds {
  const at = pointAt(shot, distance);
  const bounds: Bounds = [at.x, at.y, at.x, at.y];
  include(bounds, shot.x, shot.y);
  return bounds;
}

function include(bounds: Bounds, x: number, y: number): void {
  bounds[0] = Math.min(bounds[0], x);
  bounds[1] = Math.min(bounds[1], y);
  bounds[2] = Math.max(bounds[2], x);
  bounds[3] = Math.max(bounds[3], y);
}
