import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";

import { onlyRoom } from "../security/in-process.ts";
import { settled } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const Layers = z.object({ layers: z.array(z.object({ name: z.string(), objects: z.array(z.unknown()) })) });

const BROKEN_WALL = vi.hoisted(() => ({ id: 77, name: "chimney", rotation: 45 }));
const disk = vi.hoisted(() => ({ edited: false }));
// An editor that takes the packs out of one map on disk and turns a wall of another, without touching the files that
// other tests read.
vi.mock(import("node:fs"), async (importOriginal) => {
  const fs = await importOriginal();
  const readFileSync = (path: string, encoding: "utf8"): string => {
    const text = fs.readFileSync(path, encoding);
    if (!disk.edited || !path.endsWith(".tmj")) return text;
    const map = JSON.parse(text);
    for (const layer of map.layers) {
      if (path.endsWith("/duel.tmj") && layer.name === "pickups") layer.objects = [];
      if (path.endsWith("/kiln.tmj") && layer.name === "walls") Object.assign(layer.objects[0], BROKEN_WALL);
    }
    return JSON.stringify(map);
  };
  return { ...fs, readFileSync: readFileSync as typeof fs.readFileSync };
});

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel"] });
});
afterAll(() => server.stop());

test("a player who joins after a map was edited gets the walls and packs of the version that the room plays", async () => {
  disk.edited = true;
  const url = server.http;
  await settled(
    fetch(`${url}/matchmake/joinOrCreate/arena`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    }),
  );
  const response = await settled(fetch(`${url}/maps/duel.tmj`));
  expect(response.headers.get("cache-control")).toBe("no-cache");
  const { layers } = Layers.parse(await response.json());
  const packs = layers.find(({ name }) => name === "pickups")?.objects.length;
  expect(packs).toBeGreaterThan(0);
  expect(onlyRoom().state.pickups.length).toBe(packs);
});

test("a broken map is refused at start, with the faulty layer and object", async () => {
  disk.edited = true;
  await expect(startVirtual({ args: ["--map", "kiln"] })).rejects.toThrow(
    'map "kiln": layer "walls": object 77 ("chimney") is rotated; only rectangles along the axes stop anything',
  );
});
