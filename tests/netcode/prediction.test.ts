import type { Frame } from "@fray/game-client/connection/frame";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { createRandom } from "@fray/shared-state/simulation/random";
import { BODY_RADIUS_U } from "@fray/shared-state/simulation/rules";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { TestPlayer } from "../support/player.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";
import { Network } from "./network.ts";

const DRIVE_MS = 60_000;
/** Nearer to a wall than this is touching it. */
const CONTACT_U = 0.02;

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** Explosions push who fired them: that is the server's word, not the prediction's. */
const EXPLODING: ReadonlySet<string> = new Set(["rocket", "orb"]);

/**
 * Drives about at random: new direction every 0.1..0.6 s, dashing and shooting now and then, into walls, over pads and
 * through teleporters as it comes.
 */
function reckless(seed: number) {
  const random = createRandom(seed);
  let turnAt = 0;
  let input = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };
  return (frame: Frame | undefined) => {
    const now = performance.now();
    const mayFireSpecial = !EXPLODING.has(frame?.self?.special ?? "");
    if (now >= turnAt) {
      turnAt = now + 100 + random() * 500;
      const angle = random() * 2 * Math.PI;
      input = {
        moveX: Math.cos(angle),
        moveY: Math.sin(angle),
        aim: random() * 2 * Math.PI,
        buttons:
          (random() < 0.3 ? BUTTON.dash : 0) |
          (random() < 0.5 ? BUTTON.fire : 0) |
          (random() < 0.2 ? BUTTON.special : 0) |
          (random() < 0.1 ? BUTTON.reload : 0),
      };
    }
    return mayFireSpecial ? input : { ...input, buttons: input.buttons & ~BUTTON.special };
  };
}

const Health = z.object({ rooms: z.array(z.object({ counters: z.object({ inputsDropped: z.number() }) })) });

/** Inputs the room has thrown away so far, because they came later than any line of this test makes them. */
async function droppedInputs(): Promise<number> {
  const { rooms } = Health.parse(await (await fetch(`${server.http}/health`)).json());
  return rooms.reduce((sum, { counters }) => sum + counters.inputsDropped, 0);
}

/** A minute at 250 ms +- 40 ms, and how it went. */
async function driveForAMinute(seed: number) {
  const network = await Network.open(server.port, { roundTripMs: 250, jitterMs: 40 }, seed);
  const player = await TestPlayer.join(network.endpoint);
  const droppedBefore = await droppedInputs();
  player.play = reckless(seed);
  const did = { dash: 0, slide: 0, shoot: 0 };
  player.onFrame = ({ self, happenings }) => {
    if (!self) return;
    if (self.dashing) did.dash++;
    if (player.game.arena.blocks(self.x, self.y, BODY_RADIUS_U, -CONTACT_U)) did.slide++;
    did.shoot += happenings.filter(({ type }) => type === "fired").length;
  };
  const begin = performance.now();
  await until("it has driven for a minute", () => performance.now() - begin > DRIVE_MS, DRIVE_MS + 10_000);
  const stats = player.game.stats();
  const dropped = (await droppedInputs()) - droppedBefore;
  await player.leave();
  await network.close();
  return { stats, dropped, did };
}

test(
  "at 250 ms +- 40 ms, a minute of driving, dashing and wall sliding is predicted without any drift",
  { timeout: 3 * (DRIVE_MS + 20_000) },
  async () => {
    let minute = await driveForAMinute(1);
    // A machine that stops for a quarter of a second makes inputs late that the line did not: that minute says nothing.
    for (let seed = 2; minute.dropped > 0 && seed <= 3; seed++) minute = await driveForAMinute(seed);
    expect(minute.dropped).toBe(0);
    expect(minute.stats.ping).toBeGreaterThan(240);
    expect(minute.stats.patches).toBeGreaterThan(30 * 55);
    for (const [what, times] of Object.entries(minute.did)) expect(times, what).toBeGreaterThan(20);
    // Neither the place nor the speed, nor a cooldown, nor the ammunition was ever other than predicted.
    expect(minute.stats).toMatchObject({ corrections: 0, largestCorrection: 0 });
  },
);
