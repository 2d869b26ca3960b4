import { collectInputs, type InputSource } from "@fray/netcode/server";
import { REWIND_CAP_MS } from "@fray/shared-state/rules";
import type { Input } from "@fray/shared-state/schema/input-frame";
import type { Command } from "@fray/shared-state/simulation/command";
import type { Sight } from "@fray/shared-state/simulation/sight";
import type { World } from "@fray/shared-state/simulation/world";

import type { Session } from "../sessions/session.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { RoomCounters } from "./counters.ts";

/**
 * Ages of a client's sight that differ by at most this from its last one count as the same. A running body moves 0.015 u
 * in that time. Clients' clocks make ages differ by a millisecond in each tick, and a replay stores each change.
 */
const STEADY_MS = 2;

interface Inputs {
  readonly sessions: Sessions;
  /** Returns the inputs that have arrived from a client. */
  readonly sourceOf: (sessionId: string) => InputSource<Input>;
  /** Returns what clients could see `ageMs` ago; without an age, what is there now. */
  readonly sightAgo: (ageMs: number | undefined) => Sight;
  readonly counters: Pick<RoomCounters, "countOne">;
  /** Simulation time, and the time lost in skipped ticks, both in ms. */
  readonly now: number;
  readonly lost: number;
  /** Ticks that were skipped since the last tick that ran. */
  readonly missed: number;
  /** Leaves the inputs of this tick to the next. */
  readonly waits: boolean;
}

/**
 * Takes as many inputs from each client as its time bank allows, and returns them as commands for the next tick of
 * `world`.
 */
export function collectCommands(
  world: World,
  { sessions, sourceOf, sightAgo, counters, now, lost, missed, waits }: Inputs,
): Command[] {
  const commands: Command[] = [];
  const steps = collectInputs(sessions, { sourceOf, bodyOf: ({ player }) => player, now, lost, missed, waits });
  for (const { session, seq, input, provisional, viewTime } of steps) {
    const { player, idle } = session;
    if (!player) continue;
    const sightAgeMs = ageOf(viewTime, now, session);
    commands.push({ fighter: player, seq, input, provisional, sight: sightAgo(sightAgeMs), sightAgeMs });
    if (provisional) continue;
    idle.note(input, player, world);
    if (!player.alive) counters.countOne("inputsOfDead");
  }
  return commands;
}

/** Returns how long ago in whole ms a client saw the others; undefined for no claim. */
function ageOf(viewTime: number, now: number, session: Pick<Session, "sightAgeMs">): number | undefined {
  if (viewTime === 0) return undefined;
  const age = Math.min(REWIND_CAP_MS, Math.round(now - viewTime));
  const last = session.sightAgeMs;
  if (last === undefined || Math.abs(age - last) > STEADY_MS) session.sightAgeMs = age;
  return session.sightAgeMs;
}
