import { collectInputs, type InputSource } from "@fray/netcode/server";
import type { Input } from "@fray/shared-state/schema/input-frame";
import type { Command } from "@fray/shared-state/simulation/command";
import type { Sight } from "@fray/shared-state/simulation/sight";
import type { World } from "@fray/shared-state/simulation/world";

import type { Sessions } from "../sessions/sessions.ts";
import type { RoomCounters } from "./counters.ts";

interface Inputs {
  readonly sessions: Sessions;
  /** Returns the inputs that have arrived from a client. */
  readonly sourceOf: (sessionId: string) => InputSource<Input>;
  /** Returns what clients could see at a time in ms. */
  readonly sightAt: (viewTime: number) => Sight;
  readonly counters: Pick<RoomCounters, "countOne">;
  /** Simulation time, and the time lost in skipped ticks, both in ms. */
  readonly now: number;
  readonly lost: number;
  /** Ticks that were skipped since the last tick that ran. */
  readonly missed: number;
}

/**
 * Takes as many inputs from each client as its time bank allows, and returns them as commands for the next tick of
 * `world`.
 */
export function collectCommands(
  world: World,
  { sessions, sourceOf, sightAt, counters, now, lost, missed }: Inputs,
): Command[] {
  const commands: Command[] = [];
  const steps = collectInputs(sessions, { sourceOf, bodyOf: ({ player }) => player, now, lost, missed });
  for (const { session, seq, input, provisional, viewTime } of steps) {
    const { player, idle } = session;
    if (!player) continue;
    commands.push({ fighter: player, seq, input, provisional, sight: sightAt(viewTime) });
    if (provisional) continue;
    idle.note(input, player, world);
    if (!player.alive) counters.countOne("inputsOfDead");
  }
  return commands;
}
