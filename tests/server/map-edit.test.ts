import type { RunningServer } from "@fray/server/server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";

import { onlyRoom, startHere } from "../security/in-process.ts";

const Layers = z.object({ layers: z.array(z.object({ name: z.string(), objects: z.array(z.unknown()) })) });

const disk = vi.hoisted(() => ({ edited: false }));
// An editor that takes the packs out of the map on disk, without touching the file that other tests read.
vi.mock(import("node:fs"), async (importOriginal) => {
  const fs = await importOriginal();
  const readFileSync = (path: string, encoding: "utf8"): string => {
    const text = fs.readFileSync(path, encoding);
    if (!disk.edited || !path.endsWith("/duel.tmj")) return text;
    const map = JSON.parse(text);
    for (const layer of map.layers) if (layer.name === "pickups") layer.objects = [];
    return JSON.stringify(map);
  };
  return { ...fs, readFileSync: readFileSync as typeof fs.readFileSync };
});

let server: RunningServer;
beforeAll(async () => {
  server = await startHere("--map", "duel");
});
afterAll(() => server.close());

test("who joins after a map was edited gets the walls and packs the room plays with", async () => {
  disk.edited = true;
  const url = `http://127.0.0.1:${server.port}`;
  await fetch(`${url}/matchmake/joinOrCreate/arena`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  const response = await fetch(`${url}/maps/duel.tmj`);
  expect(response.headers.get("cache-control")).toBe("no-cache");
  const { layers } = Layers.parse(await response.json());
  const packs = layers.find(({ name }) => name === "pickups")?.objects.length;
  expect(packs).toBeGreaterThan(0);
  expect(onlyRoom().state.pickups.length).toBe(packs);
});
