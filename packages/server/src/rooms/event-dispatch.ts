import type { Client } from "@colyseus/core";
import {
  EVENTS,
  WEAPONS,
  writeDistance,
  writeShot,
  type EventsMessage,
  type WireDeath,
  type WireHit,
  type WirePickup,
  type WireShot,
} from "@fray/shared-state/protocol/events";
import type { World } from "@fray/shared-state/simulation/world";

import type { Interest } from "../interest/interest.ts";

interface Draft {
  shots: WireShot[];
  hits: WireHit[];
  deaths: WireDeath[];
  pickups: WirePickup[];
}

/**
 * Tells every client what happened in the tick: shots and hits it can see, deaths and pickups
 * wherever they were.
 * One message per client and tick, sent right after the tick's patch.
 */
export function dispatchEvents(world: World, interest: Interest, clients: Iterable<Client>): void {
  if (world.events.length === 0) return;
  const drafts = new Map<Client, Draft>();
  const draftOf = (client: Client): Draft => {
    let draft = drafts.get(client);
    if (!draft) drafts.set(client, (draft = { shots: [], hits: [], deaths: [], pickups: [] }));
    return draft;
  };
  for (const event of world.events) {
    if (event.type === "shot") {
      const { shot } = event;
      const wire = writeShot(shot);
      const endX = shot.x + shot.directionX * shot.reach;
      const endY = shot.y + shot.directionY * shot.reach;
      for (const client of interest.seeing(shot.x, shot.y, endX, endY)) draftOf(client).shots.push(wire);
    } else if (event.type === "hit") {
      const { shot, victim, distance, damage } = event;
      const wire: WireHit = [shot.owner, shot.seq, victim, writeDistance(distance), damage];
      const x = shot.x + shot.directionX * distance;
      const y = shot.y + shot.directionY * distance;
      for (const client of interest.seeing(shot.x, shot.y, x, y)) draftOf(client).hits.push(wire);
    } else if (event.type === "death") {
      const wire: WireDeath = [
        event.victim,
        event.killer,
        WEAPONS.indexOf(event.weapon),
        writeDistance(event.movedSinceSeen),
      ];
      for (const client of clients) draftOf(client).deaths.push(wire);
    } else if (event.type === "pickup") {
      for (const client of clients) draftOf(client).pickups.push([event.index, event.taker]);
    }
  }
  for (const [client, draft] of drafts) client.send(EVENTS, toMessage(world.tick, draft), { afterNextPatch: true });
}

const toMessage = (tick: number, { shots, hits, deaths, pickups }: Draft): EventsMessage => ({
  tick,
  ...(shots.length > 0 && { shots }),
  ...(hits.length > 0 && { hits }),
  ...(deaths.length > 0 && { deaths }),
  ...(pickups.length > 0 && { pickups }),
});
