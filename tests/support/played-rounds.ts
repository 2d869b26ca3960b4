import { createRandom, systemRuntime } from "@fray/netcode/core";
import { startHostBots } from "@fray/server/internal/operations/host-bots";
import { phaseOf, type Mode } from "@fray/shared-state/match/modes";
import { ReplayFile } from "@fray/shared-state/replay/replay-file";
import { ReplayPlayer } from "@fray/shared-state/replay/replay-player";
import { BUTTON } from "@fray/shared-state/schema/input-frame";

import { Network } from "../netcode/network.ts";
import { onlyRoom, settings } from "../security/in-process.ts";
import { MemoryDisk } from "../simulate/machine/memory-disk.ts";
import { Power } from "../simulate/machine/power.ts";
import { TestPlayer } from "./player.ts";
import { recordHere } from "./recorded-rooms.ts";
import { pass, until } from "./until.ts";
import { startVirtual } from "./virtual-server.ts";

/** A long way with jitter, as over a mobile network. */
const LINE = { roundTripMs: 150, jitterMs: 30 };
const ACTS = 5;

/** What came of a replay that was played again. */
export interface PlayedAgain {
  readonly ticks: number;
  readonly file: Uint8Array;
  readonly difference: ReplayPlayer["difference"];
  readonly isComplete: boolean;
  readonly map: string;
}

/** Plays a replay to its end. */
export function playAgain(bytes: Uint8Array): PlayedAgain {
  const file = ReplayFile.read(bytes);
  const player = new ReplayPlayer(file);
  let ticks = 0;
  while (player.step()) ticks++;
  return { ticks, file: bytes, difference: player.difference, isComplete: file.isComplete, map: file.header.map };
}

/**
 * Plays rounds of a mode in a room whose players have bad lines, and lose and regain them by seed: stalls, cuts,
 * reconnections, people who come late and leave, and bots that make room for them. Returns the recorded rounds. The
 * file of the test puts `spawnHere` in the place of `spawn`.
 */
export async function playRounds(seed: number, mode: Mode, args: readonly string[] = []): Promise<Uint8Array[]> {
  const random = createRandom(seed);
  const disk = new MemoryDisk(new Power(() => {}));
  // The last round is cut short when the server stops, and nobody may see it before the delay has passed.
  const recorded = await recordHere({ disk, runtime: systemRuntime }, { delayMs: 0 });
  const server = await startVirtual({
    args: ["--map", "foundry,kiln", "--mode", mode, ...args],
    options: { recordTo: recorded.recordTo },
  });
  const bots = startHostBots(settings("--bots", "4"), server.dial().endpoint.replace("http", "ws"), server.context);
  const join = async (name: string): Promise<{ network: Network; player: TestPlayer }> => {
    const network = new Network(server, LINE);
    const player = await TestPlayer.join(network.endpoint, name);
    let aim = random() * 6;
    let frames = 0;
    player.play = (frame) => {
      frames++;
      const target = frame?.others.find(({ alive }) => alive);
      const self = frame?.self;
      if (target && self) aim = Math.atan2(target.y - self.y, target.x - self.x) + (random() - 0.5) * 0.3;
      else aim += (random() - 0.5) * 0.2;
      const buttons =
        (random() < 0.4 ? BUTTON.fire : 0) |
        (random() < 0.1 ? BUTTON.special : 0) |
        (random() < 0.02 ? BUTTON.dash : 0);
      return { moveX: Math.sin(frames / 40 + seed), moveY: Math.cos(frames / 27), aim, buttons };
    };
    return { network, player };
  };
  try {
    const people = [await join("Ann"), await join("Bob"), await join("Cy")];
    await until("a live round", () => phaseOf(onlyRoom().state.match) === "live");
    for (let act = 0; act < ACTS; act++) {
      const chosen = people[Math.floor(random() * people.length)];
      const luck = random();
      if (luck < 0.3) chosen?.network.stall(300 + random() * 900);
      else if (luck < 0.6) {
        chosen?.network.cut();
        await pass(300 + random() * 1500);
        chosen?.network.restore();
      } else if (luck < 0.75) people.push(await join(`Late ${act}`));
      else if (luck < 0.85 && people.length > 2) await people.pop()?.player.leave();
      else chosen?.network.switchOver();
      await pass(700 + random() * 1200);
    }
    // The round ends, and in the middle of its results the host starts a round on the next map.
    onlyRoom().control.endRound();
    await pass(1500);
    const { control } = onlyRoom();
    if (!control.playRound(1)) control.playRound(0);
    people[0]?.network.stall(400);
    await pass(5000);
    await Promise.all(people.map(({ player }) => player.leave()));
    await pass(1000);
  } finally {
    bots.stop();
    await server.stop();
  }
  const ids = await recorded.archive.ids();
  const files = await Promise.all(ids.map((id) => recorded.archive.read(id)));
  return files.flatMap((file) => file ?? []);
}
