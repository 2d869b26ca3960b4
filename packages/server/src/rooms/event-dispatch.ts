import type { Client } from "@colyseus/core";
import { boundsOf, type Bounds } from "@fray/netcode/core";
import { assertNever } from "@fray/shared-state/assert-never";
import { writeBlast, writeDeath, writeHit, writeShot } from "@fray/shared-state/protocol/events";
import type { BodyHit, ShotFired } from "@fray/shared-state/simulation/events";
import { pointAt } from "@fray/shared-state/simulation/shot-path";
import type { World } from "@fray/shared-state/simulation/world";

import type { ArenaInterest } from "../interest/arena-interest.ts";
import type { EventSink } from "../sync/event-sink.ts";

/** Stands for a taker whom a client must not know: it hides in a bush. */
const SOMEBODY = 0;
/**
 * Clients of a room in which everybody is told of every death. Among more nobody can read them all, and a message to everybody
 * for every other tick's deaths was a third of what 1000 were sent of events.
 */
const MAX_MOURNERS = 64;

/** A tick, as far as it is told of. */
interface Happened extends Pick<World, "tick" | "events"> {
  readonly pickups: readonly { readonly x: number; readonly y: number }[];
}

interface Audience {
  readonly interest: ArenaInterest;
  readonly clients: readonly Client[];
  readonly events: EventSink;
}

/**
 * Tells every client what happened in the tick: shots, hits, blasts and pickups it can see, the Overdrive wherever it was, and
 * so deaths, but in a crowd. It is told before the patch of that tick is made.
 */
export function dispatchEvents(world: Happened, { interest, clients, events }: Audience): void {
  const { tick } = world;
  for (const event of world.events) {
    switch (event.type) {
      case "shot":
        events.tell(interest.seeing(flightBounds(event), event.birth.owner), tick, "shots", writeShot(event));
        break;
      case "hit": {
        const { shot, victim } = event;
        events.tell(interest.seeing(hitBounds(event), shot.owner, victim), tick, "hits", writeHit(event));
        break;
      }
      case "blast": {
        events.tell(interest.seeing(boundsOf(event), event.shot.owner), tick, "blasts", writeBlast(event));
        break;
      }
      case "death": {
        const { victim, killer } = event;
        const told = clients.length > MAX_MOURNERS ? interest.seeing(boundsOf(event), victim, killer) : clients;
        events.tell(told, tick, "deaths", writeDeath(event));
        break;
      }
      case "pickup": {
        const { index, taker, kind } = event;
        const pickup = world.pickups[index];
        if (!pickup) break;
        const isKnown = (client: Client) => kind === "overdrive" || interest.isShown(client, taker);
        const told = kind === "overdrive" ? clients : interest.seeing(boundsOf(pickup));
        const { known = [], unknown = [] } = Object.groupBy(told, (client) => (isKnown(client) ? "known" : "unknown"));
        if (known.length > 0) events.tell(known, tick, "pickups", [index, taker]);
        if (unknown.length > 0) events.tell(unknown, tick, "pickups", [index, SOMEBODY]);
        break;
      }
      // The state says so: a body that has another life, a pickup that is there again.
      case "spawn":
      case "return":
        break;
      default:
        assertNever(event);
    }
  }
  events.flush();
}

/** All that the shots of a birth may cross. */
function flightBounds({ birth, shots }: ShotFired): Bounds {
  const bounds = { ...boundsOf(birth) };
  for (const { legs, reach } of shots) {
    for (const { x, y, directionX, directionY, start, length } of legs) {
      const flown = Math.min(length, reach - start);
      const toX = x + directionX * flown;
      const toY = y + directionY * flown;
      // What is not straight bounces off where a leg ends.
      bounds.left = Math.min(bounds.left, toX);
      bounds.right = Math.max(bounds.right, toX);
      bounds.top = Math.min(bounds.top, toY);
      bounds.bottom = Math.max(bounds.bottom, toY);
    }
  }
  return bounds;
}

const hitBounds = ({ shot, distance }: BodyHit): Bounds => boundsOf(pointAt(shot, distance), shot);
