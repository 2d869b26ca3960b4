import type { Client } from "@colyseus/core";
import {
  writeBlast,
  writeDeath,
  writeHit,
  writeShot,
  type EventsMessage,
  type WireBlast,
  type WireDeath,
  type WireHit,
  type WirePickup,
  type WireShot,
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

interface Audience {
  readonly interest: Interest;
  readonly clients: readonly Client[];
  readonly post: (client: Client, message: EventsMessage) => void;
}

interface Draft {
  shots: WireShot[];
  hits: WireHit[];
  blasts: WireBlast[];
  deaths: WireDeath[];
  pickups: WirePickup[];
}

/**
 * Tells every client what happened in the tick: shots, hits, blasts and pickups it can see, the Overdrive wherever it was, and
 * so deaths, but in a crowd. One message per client and tick.
 */
export function dispatchEvents(world: World, { interest, clients, post }: Audience): void {
  if (world.events.length === 0) return;
  const drafts = new Map<Client, Draft>();
  const draftOf = (client: Client): Draft => {
    let draft = drafts.get(client);
    if (!draft) drafts.set(client, (draft = { shots: [], hits: [], blasts: [], deaths: [], pickups: [] }));
    return draft;
  };
  for (const event of world.events) {
    switch (event.type) {
      case "shot": {
        const wire = writeShot(event);
        const { owner } = event.birth;
        for (const client of interest.seeing(...flightBounds(event), owner)) draftOf(client).shots.push(wire);
        break;
      }
      case "hit": {
        const wire = writeHit(event);
        const { shot, victim } = event;
        for (const client of interest.seeing(...hitBounds(event), shot.owner, victim)) draftOf(client).hits.push(wire);
        break;
      }
      case "blast": {
        const wire = writeBlast(event);
        const { x, y, shot } = event;
        for (const client of interest.seeing(x, y, x, y, shot.owner)) draftOf(client).blasts.push(wire);
        break;
      }
      case "death": {
        const wire = writeDeath(event);
        const { x, y, victim, killer } = event;
        const told = clients.length > MAX_MOURNERS ? interest.seeing(x, y, x, y, victim, killer) : clients;
        for (const client of told) draftOf(client).deaths.push(wire);
        break;
      }
      case "pickup": {
        const { index, taker, kind } = event;
        const pickup = world.pickups[index];
        if (!pickup) break;
        const announced = kind === "overdrive";
        for (const client of announced ? clients : interest.seeing(pickup.x, pickup.y, pickup.x, pickup.y)) {
          const isKnown = announced || interest.isShown(client, taker);
          draftOf(client).pickups.push([index, isKnown ? taker : SOMEBODY]);
        }
        break;
      }
    }
  }
  for (const [client, draft] of drafts) post(client, toMessage(world.tick, draft));
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

const toMessage = (tick: number, { shots, hits, blasts, deaths, pickups }: Draft): EventsMessage => ({
  tick,
  ...(shots.length > 0 && { shots }),
  ...(hits.length > 0 && { hits }),
  ...(blasts.length > 0 && { blasts }),
  ...(deaths.length > 0 && { deaths }),
  ...(pickups.length > 0 && { pickups }),
});
