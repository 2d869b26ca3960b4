import { logger } from "@fray/server/internal/logger";
import { phaseOf } from "@fray/shared-state/match/modes";
import { BUTTON, type InputFrame } from "@fray/shared-state/schema/input-frame";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({
    args: ["--mode", "tdm", "--round-seconds", "5", "--warmup-seconds", "3", "--score-limit", "1"],
  });
});
afterAll(() => server.stop());

const url = () => server.url;
const bodyOf = ({ sessionId }: Guest) => {
  const body = onlyRoom().state.players.get(sessionId);
  if (!body) throw new Error("it has no body");
  return body;
};

/** Puts `victim` in front of the muzzle of `shooter`, who fires until it is dead. */
async function kill(shooter: Guest, victim: Guest): Promise<void> {
  const [from, to] = [bodyOf(shooter), bodyOf(victim)];
  await until("both are there", () => from.alive && to.alive);
  const { lives } = to;
  const input = shooter.room.input<InputFrame>();
  await until("it is dead", () => {
    // In the open, and unable to get away.
    Object.assign(from, { x: 20, y: 16 });
    Object.assign(to, { x: 22, y: 16, shielded: false });
    Object.assign(input.data, { aim: 0, buttons: BUTTON.fire });
    input.send();
    return !to.alive && to.lives === lives;
  });
}

test("kills count once the round does; the reported result is that of the roster", async () => {
  const shooter = await Guest.join(url(), { name: "Shooter" });
  const victim = await Guest.join(url(), { name: "Victim", bot: true });
  const watcher = await Guest.join(url(), { name: "Watcher", spectate: true });
  const { match } = onlyRoom().state;

  await kill(shooter, victim);
  expect(phaseOf(match)).toBe("warmup");
  expect(shooter.entry).toMatchObject({ kills: 0, score: 0 });

  await until("it counts", () => phaseOf(match) === "live");
  // The server of this test is silent, and a line that no level lets through is not made.
  vi.spyOn(logger, "isLevelEnabled").mockReturnValue(true);
  const handOver = vi.spyOn(logger, "info");
  await kill(shooter, victim);
  await until("the limit has ended it", () => phaseOf(watcher.room.state.match) === "results");
  const results = handOver.mock.calls.filter(([, message]) => message === "round over").map(([result]) => result);
  const entryOf = (guest: Guest) => {
    const { name, bot, team, score, kills, deaths } = guest.entry ?? {};
    // The id that a guest keeps between visits stays on the server.
    return { playerId: bot ? "" : expect.any(String), name, bot, team, score, kills, deaths };
  };
  expect(results).toEqual([
    {
      map: "foundry",
      mode: "tdm",
      seconds: expect.toSatisfy((seconds: number) => seconds > 0 && seconds < 5),
      winner: shooter.entry?.team,
      scores: shooter.entry?.team === 1 ? [1, 0] : [0, 1],
      // A kill and first blood, both of a bot: they count apart.
      players: [{ ...entryOf(shooter), feats: expect.objectContaining({ points: 0, botPoints: 15 }) }, entryOf(victim)],
    },
  ]);
  expect(shooter.entry).toMatchObject({ name: "Shooter", score: 1, kills: 1, deaths: 0 });
  expect(victim.entry).toMatchObject({ name: "Victim", bot: true, score: 0, kills: 0, deaths: 1 });
  expect([...watcher.room.state.match.podium]).toEqual([shooter.id, victim.id]);
  await Promise.all([shooter, victim, watcher].map((guest) => guest.leave()));
});
