import { ArenaConnection } from "@fray/bot-client/internal/connection/arena-connection";
import { TransportChoice, type TransportMode } from "@fray/netcode/client";
import { systemRuntime } from "@fray/netcode/core";
import { setTimeout as delay } from "node:timers/promises";

import { startServer } from "../../tests/support/server.ts";
import { Network } from "../../tests/support/tcp-network.ts";
import { until } from "../../tests/support/until.ts";
import { refuseWhenBusy } from "./refuse-when-busy.ts";
import { repeatTrial, type Figure, type FigureRow, type Patience } from "./trial.ts";

/** Time in which a connection learns how long a round trip takes, and tries a stream out, in ms. */
const WARM_UP_MS = 8000;

interface Line {
  readonly roundTripMs: number;
  readonly figures: readonly Figure[];
}

const delayFigure = (roundTripMs: number, limit: number): Figure => ({
  name: `input to acknowledgement at RTT ${roundTripMs} ms`,
  unit: "ms",
  as: "difference",
  limit,
});
const patchFigure = (roundTripMs: number, limit: number): Figure => ({
  name: `patches at RTT ${roundTripMs} ms`,
  unit: "/s",
  as: "alone",
  limit,
  isAtLeast: true,
});

/** At 30 ticks a second a window of some seconds sees one patch less now and then. */
const ALL_PATCHES = 29.5;
const LINES: readonly Line[] = [
  { roundTripMs: 60, figures: [delayFigure(60, 30), patchFigure(60, ALL_PATCHES)] },
  { roundTripMs: 150, figures: [delayFigure(150, 60), patchFigure(150, ALL_PATCHES)] },
  { roundTripMs: 200, figures: [patchFigure(200, 20)] },
];

interface Played {
  readonly acknowledgedMs: number;
  readonly patchesPerSecond: number;
}

/** Measures a player at each transport, over lines with several round trips. */
export async function measureOverLines(seconds: number, patience: Patience): Promise<FigureRow[]> {
  const rows: FigureRow[] = [];
  for (const { roundTripMs, figures } of LINES) {
    const trial = () =>
      refuseWhenBusy(async () => {
        const [webSocket, http] = [
          await playOver("ws", roundTripMs, seconds),
          await playOver("http", roundTripMs, seconds),
        ];
        return figures.map(({ unit }) =>
          unit === "ms"
            ? { webSocket: webSocket.acknowledgedMs, http: http.acknowledgedMs }
            : { webSocket: webSocket.patchesPerSecond, http: http.patchesPerSecond },
        );
      });
    rows.push(...(await repeatTrial(figures, trial, patience)));
  }
  return rows;
}

/** Plays over a line with a server of its own. */
async function playOver(mode: TransportMode, roundTripMs: number, seconds: number): Promise<Played> {
  const server = await startServer({ args: ["--map", "duel", "--idle-seconds", "0"] });
  const network = await Network.open(server.port, { roundTripMs });
  const connection = await ArenaConnection.open({
    runtime: systemRuntime,
    url: network.endpoint.replace(/^http/, "ws"),
    name: "Player",
    transports: new TransportChoice(systemRuntime, { mode }),
  });
  await until("there is a body", () => connection.self?.alive);
  const pings: number[] = [];
  const started = performance.now();
  let steps = 0;
  const play = setInterval(() => {
    for (; steps < (performance.now() - started) / connection.stepMs; steps++) {
      connection.send({ moveX: steps % 60 < 30 ? 1 : -1, moveY: 0, aim: 0, buttons: 0 });
    }
    pings.push(connection.ping);
  }, 5);
  await delay(WARM_UP_MS);
  pings.length = 0;
  let patches = 0;
  connection.onPatch(() => patches++);
  const begun = performance.now();
  await delay(seconds * 1000);
  const patchesPerSecond = patches / ((performance.now() - begun) / 1000);
  clearInterval(play);
  const acknowledgedMs = pings.reduce((sum, ping) => sum + ping, 0) / pings.length;
  await connection.leave();
  await network.close();
  await server.stop();
  return { acknowledgedMs, patchesPerSecond };
}
