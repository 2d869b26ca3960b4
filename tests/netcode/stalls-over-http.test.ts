import type { Game } from "@fray/game-client/internal/connection/game-connection";
import { joinArena } from "@fray/game-client/internal/connection/join";
import { createRandom, POLL_PATH, systemRuntime as runtime } from "@fray/netcode/core";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { pass, settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { Network } from "./network.ts";

const GAMES = 3;
const ROUNDS = 6;
const SEED = 1;
const FRAME_MS = 1000 / 60;
/** What the framework's decoder says of a patch that does not follow from what it has. */
const BROKEN = /definition mismatch|field not defined|refId/;

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel", "--max-players", "16", "--bots", "0"] });
});
afterAll(() => server.stop());

const games: Game[] = [];
const timers: NodeJS.Timeout[] = [];
const platformFetch = globalThis.fetch;
afterEach(async () => {
  globalThis.fetch = platformFetch;
  vi.restoreAllMocks();
  for (const timer of timers.splice(0)) clearInterval(timer);
  await settled(Promise.all(games.splice(0).map((game) => game.leave())));
});

test("whatever stands still and for how long, every patch follows from the one before", async () => {
  const random = createRandom(SEED);
  const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  /** A program that is short of processor time reads answers late, and not in the order in which they came. */
  let lateMs = 0;
  globalThis.fetch = async (...asked) => {
    const [address] = asked;
    if (typeof address !== "string" || !address.endsWith(POLL_PATH)) return platformFetch(...asked);
    await delay(random() * lateMs);
    const answer = await platformFetch(...asked);
    await delay(random() * lateMs);
    return answer;
  };
  const said: string[] = [];
  const note = (...words: unknown[]): void => void said.push(words.map(String).join(" "));
  vi.spyOn(console, "warn").mockImplementation(note);
  vi.spyOn(console, "error").mockImplementation(note);
  const lines: Network[] = [];
  for (let index = 0; index < GAMES; index++) {
    const network = new Network(server, { roundTripMs: 20 + random() * 100, webSockets: "refused" });
    lines.push(network);
    const game = await settled(joinArena({ runtime, name: `Player ${index}`, endpoint: network.endpoint }));
    games.push(game);
    let frames = index * 7;
    const draw = (): void => {
      const moveX = Math.floor(frames++ / 40) % 2 === 0 ? 1 : -1;
      game.frame(performance.now(), { moveX, moveY: 0.2, aim: frames / 50, buttons: frames % 3 === 0 ? 1 : 0 });
    };
    timers.push(setInterval(draw, FRAME_MS));
  }
  for (let round = 0; round < ROUNDS; round++) {
    lateMs = random() < 0.5 ? 0 : random() * 1500;
    for (const line of lines) if (random() < 0.4) line.stall(random() * (random() < 0.3 ? 9000 : 1500));
    await pass(500 + random() * 3000);
  }
  lateMs = 0;
  await until("all are back", () => games.every((game) => game.status().state === "online"), 60_000);
  expect(said.filter((text) => BROKEN.test(text))).toEqual([]);
  expect(onlyRoom().report().players).toBe(GAMES);
  const before = games.map((game) => game.stats().patches);
  await pass(2000);
  // A client that was far behind is sent fewer patches for some time.
  for (const [index, game] of games.entries()) expect(game.stats().patches).toBeGreaterThan(before[index] ?? Infinity);
});
