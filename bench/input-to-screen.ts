import { Client } from "@colyseus/sdk";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { once } from "node:events";

import { IDLE, TestPlayer } from "../tests/support/player.ts";
import { startServer } from "../tests/support/server.ts";
import { Network } from "../tests/support/tcp-network.ts";
import { until } from "../tests/support/until.ts";

const TRIALS = 30;
/** Distance that counts as a movement: more than quantization and interpolation noise, and less than a step. */
const MOVED_U = 0.02;
/** Time until a body stands still on every screen. */
const REST_MS = 600;

export interface LatencyRow {
  readonly line: string;
  /** Milliseconds from the key press to each event, as the median of all trials. */
  readonly "own screen": number;
  readonly server: number;
  readonly "the other's screen": number;
}

/**
 * Measures when a key press is visible: on the player's own screen, in the server's state and on the screen of
 * another player with the same latency. The first row has no added latency and is the floor.
 */
export async function measureInputToScreen(): Promise<LatencyRow[]> {
  const rows: LatencyRow[] = [];
  for (const line of [{ roundTripMs: 0 }, { roundTripMs: 60 }, { roundTripMs: 150, jitterMs: 30 }]) {
    const server = await startServer({ args: ["--map", "duel", "--log-level", "warn"] });
    const network = await Network.open(server.port, line);
    const watcher = await TestPlayer.join(network.endpoint, "Watcher");
    const mover = await TestPlayer.join(network.endpoint, "Mover");
    const truth = await new Client(server.url).joinOrCreate<ArenaState>("arena", { name: "Truth" }, ArenaState);
    truth.onMessage("*", () => {});
    const samples: { own: number; server: number; other: number }[] = [];
    for (let trial = 0; trial < TRIALS; trial++)
      samples.push(await press(mover, watcher, truth.state, trial % 2 ? 1 : -1));
    const median = (of: (sample: (typeof samples)[number]) => number) =>
      Math.round(samples.map(of).toSorted((a, b) => a - b)[Math.floor(TRIALS / 2)] ?? Number.NaN);
    const { roundTripMs, jitterMs } = { jitterMs: 0, ...line };
    rows.push({
      line: roundTripMs === 0 ? "none (floor)" : `${roundTripMs} ms${jitterMs ? ` +- ${jitterMs} ms` : ""}`,
      "own screen": median(({ own }) => own),
      server: median((sample) => sample.server),
      "the other's screen": median(({ other }) => other),
    });
    await Promise.all([watcher.leave(), mover.leave(), truth.leave()]);
    await network.close();
    await server.stop();
    if (server.process.exitCode === null) await once(server.process, "exit");
  }
  return rows;
}

/**
 * Presses a key at a random moment, waits until every observer has seen the move, then waits until all bodies stand
 * still.
 */
async function press(mover: TestPlayer, watcher: TestPlayer, truth: ArenaState, direction: number) {
  const rest = performance.now() + REST_MS + Math.random() * 100;
  await until("rest", () => performance.now() > rest);
  const places = {
    own: () => mover.frame?.self?.x,
    server: () => [...truth.players.values()].find((player) => player.id === mover.frame?.self?.id)?.x,
    other: () => watcher.frame?.others.find((body) => body.name === "Mover")?.x,
  };
  const from = { own: places.own() ?? 0, server: places.server() ?? 0, other: places.other() ?? 0 };
  const seen: Partial<Record<keyof typeof places, number>> = {};
  const pressed = performance.now();
  mover.play = () => ({ ...IDLE, moveX: direction });
  await until("everybody has seen it", () => {
    for (const who of ["own", "server", "other"] as const) {
      if (Math.abs((places[who]() ?? from[who]) - from[who]) > MOVED_U) seen[who] ??= performance.now() - pressed;
    }
    return seen.own !== undefined && seen.server !== undefined && seen.other !== undefined;
  });
  mover.play = () => IDLE;
  return { own: seen.own ?? 0, server: seen.server ?? 0, other: seen.other ?? 0 };
}
