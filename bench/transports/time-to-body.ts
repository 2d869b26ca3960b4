import { ArenaConnection } from "@fray/bot-client/internal/connection/arena-connection";
import { systemRuntime } from "@fray/netcode/core";

import { startServer } from "../../tests/support/server.ts";
import { until } from "../../tests/support/until.ts";
import { refuseUpgrade } from "../../tests/transports/boxes/refuse-upgrade.ts";
import { swallowFrames } from "../../tests/transports/boxes/swallow-frames.ts";
import { refuseWhenBusy } from "./refuse-when-busy.ts";
import { repeatTrial, type FigureRow, type Patience } from "./trial.ts";

/** Measures how much later a newcomer has a body where a WebSocket is refused or swallowed, than where one passes. */
export async function measureTimeToBody(patience: Patience): Promise<FigureRow[]> {
  const server = await startServer({ args: ["--map", "duel", "--joins-per-minute", "0"] });
  const refusing = await refuseUpgrade(server.port);
  const swallowing = await swallowFrames(server.port);
  const trial = () =>
    refuseWhenBusy(async () => {
      const webSocket = await secondsToBody(server.port);
      return [
        { webSocket, http: await secondsToBody(refusing.port) },
        { webSocket, http: await secondsToBody(swallowing.port) },
      ];
    });
  const common = { unit: "s", as: "difference" } as const;
  const rows = await repeatTrial(
    [
      { ...common, name: "body where WebSockets are refused", limit: 1 },
      { ...common, name: "body where WebSockets are swallowed", limit: 2.5 },
    ],
    trial,
    patience,
  );
  await refusing.close();
  await swallowing.close();
  await server.stop();
  return rows;
}

/** Joins as a newcomer who knows nothing about the path, and leaves. */
async function secondsToBody(port: number): Promise<number> {
  const asked = performance.now();
  const connection = await ArenaConnection.open({
    runtime: systemRuntime,
    url: `ws://127.0.0.1:${port}`,
    name: "Newcomer",
  });
  await until("there is a body", () => connection.self?.alive);
  const seconds = (performance.now() - asked) / 1000;
  await connection.leave();
  return seconds;
}
