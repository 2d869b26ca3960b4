import { Navigation } from "@fray/bot-client/internal/navigation/navigation";
import { mapNames } from "@fray/server/internal/maps";
import { Arena, type Place } from "@fray/shared-state/arena/arena";
import type { Wall } from "@fray/shared-state/arena/wall";
import { fits, MODES } from "@fray/shared-state/match/modes";
import { expect, test } from "vitest";
import { z } from "zod";

import { loadMap, readMap } from "../../support/maps.ts";

/** The modes each map of the repository is made for. */
const FITS: Readonly<Record<string, readonly string[]>> = {
  duel: ["ffa", "tdm"],
  kiln: ["ffa", "tdm", "hill"],
  foundry: ["ffa", "tdm", "ctf", "hill"],
  quarry: ["ffa", "tdm", "ctf", "hill"],
};

test.for(mapNames())("maps/%s.tmj is legal, all of it can be reached, and it fits the modes it is made for", (name) => {
  const arena = loadMap(name);
  expect(MODES.filter((mode) => fits(arena, mode))).toEqual(FITS[name]);
});

test.for(mapNames())("bots find their way to every object on maps/%s.tmj", (name) => {
  const arena = loadMap(name);
  const navigation = new Navigation(arena);
  const [spawn] = arena.spawns;
  for (const place of [...arena.spawns, ...arena.pickups, ...arena.flags, ...arena.hills]) {
    expect(navigation.distance(spawn?.x ?? 0, spawn?.y ?? 0, place)).toBeLessThan(2 * (arena.width + arena.height));
  }
});

/** The walls, places and teams of a map, in no order: the contents of pads may differ between the two sides. */
function layoutOf({ walls, covers, bushes, pickups, spawns, flags, hills, teleporters }: Arena): string[] {
  const rectangles = { walls, covers, bushes };
  const places = {
    pickups: pickups.map(({ x, y }) => ({ x, y })),
    spawns: spawns.map(({ x, y, team }) => ({ x, y, team })),
    flags: flags.map(({ x, y, team }) => ({ x, y, team })),
    hills: hills.map(({ x, y, radius }) => ({ x, y, radius })),
    teleporters: teleporters.map(({ x, y }) => ({ x, y })),
  };
  return Object.entries({ ...rectangles, ...places })
    .flatMap(([layer, objects]) => objects.map((object) => `${layer} ${JSON.stringify(object)}`))
    .toSorted();
}

/** The map as the other team sees it: turned by half, the teams swapped. */
function turned(arena: Arena): Arena {
  const turnPlace = <T extends Place>(place: T): T => ({
    ...place,
    x: arena.width - place.x,
    y: arena.height - place.y,
  });
  const turnWall = ({ left, top, right, bottom }: Wall): Wall => ({
    left: arena.width - right,
    top: arena.height - bottom,
    right: arena.width - left,
    bottom: arena.height - top,
  });
  const swapTeams = <T extends { readonly team: number }>(place: T): T => ({
    ...place,
    team: place.team === 0 ? 0 : 3 - place.team,
  });
  return new Arena({
    name: arena.name,
    width: arena.width,
    height: arena.height,
    walls: arena.walls.map(turnWall),
    covers: arena.covers.map(turnWall),
    bushes: arena.bushes.map(turnWall),
    pickups: arena.pickups.map(turnPlace),
    spawns: arena.spawns.map(turnPlace).map(swapTeams),
    flags: arena.flags.map(turnPlace).map(swapTeams),
    hills: arena.hills.map(turnPlace),
    teleporters: arena.teleporters.map(turnPlace),
  });
}

test.for(mapNames())("maps/%s.tmj is the same from both ends, so that neither team has the better half", (name) => {
  const arena = loadMap(name);
  expect(layoutOf(turned(arena))).toEqual(layoutOf(arena));
});

test.for(mapNames())("maps/%s.tmj opens in Tiled: every object has a unique id, below the next free one", (name) => {
  const Ids = z.object({
    nextobjectid: z.number(),
    layers: z.array(z.object({ objects: z.array(z.object({ id: z.number() })) })),
  });
  const { nextobjectid, layers } = Ids.parse(readMap(name));
  const ids = layers.flatMap(({ objects }) => objects.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  expect(Math.max(...ids)).toBeLessThan(nextobjectid);
});
