import { predictionsOf } from "@fray/game-client/internal/replay/time-machine/predictions-of";
import { compare } from "@fray/game-client/internal/replay/worker/compare";
import { TRACED_FIELDS } from "@fray/game-client/internal/trace/own-trace";
import { createRandom, systemRuntime } from "@fray/netcode/core";
import { ReplayFile } from "@fray/shared-state/replay/replay-file";
import { ReplayPlayer } from "@fray/shared-state/replay/replay-player";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { expect, test } from "vitest";

import { MemoryDisk } from "../simulate/machine/memory-disk.ts";
import { Power } from "../simulate/machine/power.ts";
import { TestPlayer } from "../support/player.ts";
import { recordHere } from "../support/recorded-rooms.ts";
import { pass, until } from "../support/until.ts";
import { startVirtual } from "../support/virtual-server.ts";
import { Network } from "./network.ts";

test("what a page notes of its own body over a bad line is what the replay has, input by input", async () => {
  const disk = new MemoryDisk(new Power(() => {}));
  const recorded = await recordHere({ disk, runtime: systemRuntime }, { delayMs: 0 });
  const server = await startVirtual({
    args: ["--map", "foundry", "--mode", "ffa"],
    options: { recordTo: recorded.recordTo },
  });
  const random = createRandom(5);
  const network = new Network(server, { roundTripMs: 150, jitterMs: 30 });
  const player = await TestPlayer.join(network.endpoint, "Ann");
  const other = await TestPlayer.join(server.dial().endpoint, "Bea");
  let turned = 0;
  let input = { moveX: 1, moveY: 0, aim: 0, buttons: 0 };
  player.play = () => {
    if (turned++ % 20 === 0) {
      const angle = random() * 6;
      const buttons = (random() < 0.3 ? BUTTON.dash : 0) | (random() < 0.5 ? BUTTON.fire : 0);
      input = { moveX: Math.cos(angle), moveY: Math.sin(angle), aim: random() * 6, buttons };
    }
    return input;
  };
  await until("both fight", () => player.frame?.round.phase === "live" && player.frame.self?.alive);
  await pass(9000);
  const trace = player.game.trace;
  const rows = trace?.copy();
  await Promise.all([player.leave(), other.leave()]);
  await pass(1000);
  await server.stop();

  const [id = ""] = await recorded.archive.ids();
  const replay = await recorded.archive.read(id);
  if (!replay || !rows || !trace) throw new Error("nothing was recorded");
  expect(rows.steps.length).toBeGreaterThan(200);
  const { self, stepMs } = trace;
  const { differences, taken } = compare(
    new ReplayPlayer(ReplayFile.read(replay)),
    predictionsOf({ self, stepMs, rows }),
  );
  expect(differences).toEqual([]);
  expect(taken.length).toBeGreaterThan(200);
  // What arrived is what the replay has for the same tick.
  const again = new ReplayPlayer(ReplayFile.read(replay));
  let compared = 0;
  for (const [, tick = 0, seq = 0, ...body] of rows.arrivals) {
    again.seek(tick);
    const fighter = again.state.world.fighters.get(trace.self);
    if (again.tick !== tick || !fighter || seq === 0) continue;
    expect(TRACED_FIELDS.map((name) => Number(fighter[name]))).toEqual(body);
    compared++;
  }
  expect(compared).toBeGreaterThan(100);
});
