import type { Client } from "@colyseus/core";
import { boundsOf, type Bounds } from "@fray/netcode/core";
import { assertNever } from "@fray/shared-state/assert-never";
import { writeBlast, writeDeath, writeDeed, writeHit, writeShot } from "@fray/shared-state/protocol/events";
import type { BodyHit, ShotFired } from "@fray/shared-state/simulation/events";
import { pointAt } from "@fray/shared-state/simulation/shot-path";
import type { World } from "@fray/shared-state/simulation/world";

import type { ArenaInterest } from "../interest/arena-interest.ts";
import type { EventSink } from "../sync/event-sink.ts";

/** Id that replaces the id of a body hidden in a bush, when the client must not know who took a pickup. */
const HIDDEN_ID = 0;
/**
 * Largest number of clients in a room where every client receives every death. In a larger room the kill feed cannot
 * be read, and deaths about every second tick, sent to everybody, were a third of the event bytes of 1000 clients.
 */
const MAX_DEATH_RECIPIENTS = 64;

/** The parts of a tick that are sent as events. */
interface Happened extends Pick<World, "tick" | "events"> {
  readonly pickups: readonly { readonly x: number; readonly y: number }[];
}

interface Audience {
  readonly interest: ArenaInterest;
  readonly clients: readonly Client[];
  readonly events: EventSink;
}

/**
 * Sends each client the events of the tick that it can see: shots, hits, explosions and pickups. The Overdrive is
 * sent to everybody, and so are deaths and deeds, except in large rooms. Call it before the patch of the tick is made.
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
        const recipients =
          clients.length > MAX_DEATH_RECIPIENTS ? interest.seeing(boundsOf(event), victim, killer) : clients;
        events.tell(recipients, tick, "deaths", writeDeath(event));
        break;
      }
      case "pickup": {
        const { index, taker, kind } = event;
        const pickup = world.pickups[index];
        if (!pickup) break;
        const isKnown = (client: Client) => kind === "overdrive" || interest.isShown(client, taker);
        const recipients = kind === "overdrive" ? clients : interest.seeing(boundsOf(pickup));
        const { known = [], unknown = [] } = Object.groupBy(recipients, (client) =>
          isKnown(client) ? "known" : "unknown",
        );
        if (known.length > 0) events.tell(known, tick, "pickups", [index, taker]);
        if (unknown.length > 0) events.tell(unknown, tick, "pickups", [index, HIDDEN_ID]);
        break;
      }
      case "deed": {
        const { by } = event;
        const recipients =
          clients.length > MAX_DEATH_RECIPIENTS ? clients.filter((client) => interest.isShown(client, by)) : clients;
        events.tell(recipients, tick, "deeds", writeDeed(event));
        break;
      }
      // The state shows spawns and returned pickups: the body's `lives` changes, or the pickup is available again.
      case "spawn":
      case "return":
        break;
      default:
        assertNever(event);
    }
  }
  events.flush();
}

/** Returns the rectangle that all shots of one shot event may cross. */
export function flightBounds({ birth, shots }: ShotFired): Bounds {
  const bounds = { ...boundsOf(birth) };
  for (const { legs, reach } of shots) {
    for (const { x, y, directionX, directionY, start, length } of legs) {
      const flown = Math.min(length, reach - start);
      const toX = x + directionX * flown;
      const toY = y + directionY * flown;
      // A shot that bounces or drops turns where a leg of its path ends.
      bounds.left = Math.min(bounds.left, toX);
      bounds.right = Math.max(bounds.right, toX);
      bounds.top = Math.min(bounds.top, toY);
      bounds.bottom = Math.max(bounds.bottom, toY);
    }
  }
  return bounds;
}

/** Returns the rectangle around the path of the shot that has hit. */
export const hitBounds = ({ shot, distance }: BodyHit): Bounds => boundsOf(pointAt(shot, distance), shot);
