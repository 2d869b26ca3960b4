import { setTimeout as delay } from "node:timers/promises";

import { Counters } from "./counters.ts";
import { DecodingClient } from "./decoding-client.ts";
import { LightClient } from "./light-client.ts";
import type { JoinReport, LoadAnswers, LoadOrder, LoadOrders } from "./load-orders.ts";
import { Metronome, SLOTS } from "./metronome.ts";
import type { Player } from "./player.ts";
import { Script } from "./script.ts";

// A process with many clients that executes the orders of the bench.

const counters = new Counters();
const players: Player[] = [];
let light = 0;
let metronome: Metronome | undefined;

process.on("message", (order: LoadOrder) => {
  void obey(order).then((answer) => process.send?.(answer));
});
// The bench has ended.
process.on("disconnect", () => process.exit());

async function obey(order: LoadOrder): Promise<LoadAnswers[keyof LoadAnswers]> {
  switch (order.name) {
    case "join":
      return join(order.details);
    case "play":
      metronome = new Metronome(order.details.hz, play, counters.lateness);
      metronome.start();
      return null;
    case "begin":
      counters.begin();
      return null;
    case "end":
      return counters.read(light);
    case "rest":
      metronome?.stop();
      return { sent: players.reduce((sum, { sent }) => sum + sent, 0) };
    case "leave":
      for (const player of players) player.leave();
      return null;
  }
}

function play(slot: number): void {
  for (let index = slot; index < players.length; index += SLOTS) players[index]?.step();
}

/** Joins at a fixed rate without waiting for earlier joins. Resolves when all have joined or failed. */
async function join({
  http,
  first,
  count,
  rate,
  decoding,
  fireShare,
  transport,
}: LoadOrders["join"]): Promise<JoinReport> {
  const failures: Record<string, number> = {};
  const stateMs: number[] = [];
  const joinOne = async (index: number): Promise<void> => {
    const askedAt = performance.now();
    const script = new Script(first + index, fireShare);
    const name = `Load ${first + index}`;
    try {
      if (index < decoding) {
        players.push(await DecodingClient.join({ http, name, transport }, script, counters));
        return;
      }
      players.push(await LightClient.join(http, name, script, counters));
      light++;
      stateMs.push(performance.now() - askedAt);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      failures[reason] = (failures[reason] ?? 0) + 1;
    }
  };
  const begun = performance.now();
  const joining: Promise<void>[] = [];
  for (let index = 0; index < count; index++) {
    await delay(Math.max(0, begun + (index * 1000) / rate - performance.now()));
    joining.push(joinOne(index));
  }
  await Promise.all(joining);
  return { joined: count - sumOf(failures), failures, stateMs };
}

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
