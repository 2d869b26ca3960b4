import { joinArena } from "@fray/game-client/internal/connection/join";
import { intentAfter } from "@fray/game-client/internal/connection/join-intent";
import { whenServerIsBack } from "@fray/game-client/internal/connection/server-return";
import { systemRuntime } from "@fray/netcode/core";
import type { Stepper } from "@fray/netcode/testing";
import { expect, test } from "vitest";

import { TestPlayer } from "../support/player.ts";
import { pass, settled, until } from "../support/until.ts";
import { startVirtual, stepper, type VirtualServer } from "../support/virtual-server.ts";

const ARGS = ["--map", "duel"];
/** From the moment at which the port answers again to the first fight. */
const FIGHTS_WITHIN_MS = 3000;

/** An address at which one server after the other runs. */
class Place {
  server: VirtualServer | undefined;

  emit(...args: Parameters<VirtualServer["running"]["http"]["emit"]>): boolean {
    return this.server?.running.http.emit(...args) ?? false;
  }

  dial(name: string) {
    return stepper().dial(name, this as unknown as Parameters<Stepper["dial"]>[1], { roundTripMs: 60 });
  }
}

/** Does what the page does with a game that was closed. */
async function goOn(player: TestPlayer, endpoint: string): Promise<TestPlayer> {
  const intent = intentAfter(player.game, { spectate: false });
  await settled(whenServerIsBack(systemRuntime, new AbortController().signal, endpoint));
  const join = (request: typeof intent) =>
    joinArena({ runtime: systemRuntime, name: "Survivor", endpoint, ...request });
  return new TestPlayer(await settled(join(intent).catch(() => join({ spectate: false }))));
}

test("a player whose server is killed and starts again fights within 3 s of the port's return", async () => {
  const place = new Place();
  place.server = await startVirtual({ args: ARGS });
  const { endpoint, link } = place.dial("killed");
  const player = await TestPlayer.join(endpoint, "Survivor");
  await until("it fights", () => player.frame?.self?.alive);
  link.cut();
  await until("it is told", () => player.game.status().state === "reconnecting");
  await place.server.stop();
  await pass(5000);
  place.server = await startVirtual({ args: ARGS });
  link.restore();
  const returned = performance.now();
  await until("it goes on", () => player.game.status().state === "closed");
  expect(player.game.status()).toMatchObject({ return: "again" });
  const next = await goOn(player, endpoint);
  await until("it fights again", () => next.frame?.self?.alive);
  expect(performance.now() - returned).toBeLessThan(FIGHTS_WITHIN_MS);
  await player.leave();
  await next.leave();
  await place.server.stop();
});

test("a player whose attempts to reconnect are never answered learns from the page's origin that the room is gone", async () => {
  const place = new Place();
  place.server = await startVirtual({ args: ARGS });
  const { endpoint, link } = place.dial("vanished");
  const player = await TestPlayer.join(endpoint, "Survivor");
  await until("it fights", () => player.frame?.self?.alive);
  const { roomId } = player.game;
  link.cut();
  await until("it is told", () => player.game.status().state === "reconnecting");
  await place.server.stop();
  place.server = await startVirtual({ args: ARGS });
  // Only requests pass, as when the room was at another node.
  const { http } = place.server.running;
  const upgrades = http.listeners("upgrade");
  http.removeAllListeners("upgrade").on("upgrade", () => {});
  link.restore();
  const restored = performance.now();
  await until("it goes on", () => player.game.status().state === "closed");
  expect(performance.now() - restored).toBeLessThan(1000);
  expect(player.game.status()).toMatchObject({ return: "again", message: expect.stringContaining("room is gone") });
  expect(intentAfter(player.game, { spectate: false })).toMatchObject({ roomId, orAny: true });
  http.removeAllListeners("upgrade");
  for (const listener of upgrades) http.on("upgrade", listener as () => void);
  await player.leave();
  await place.server.stop();
});

test("a player whose network is cut while the room goes on keeps the place", async () => {
  const server = await startVirtual({ args: ARGS });
  const { endpoint, link } = server.dial({ roundTripMs: 60 });
  const player = await TestPlayer.join(endpoint, "Survivor");
  await until("it fights", () => player.frame?.self?.alive);
  const { id } = player.frame?.self ?? {};
  link.silence();
  await until("it is told", () => player.game.status().state === "reconnecting");
  await until("it is back", () => player.game.status().state !== "reconnecting");
  expect(player.game.status().state).toBe("online");
  expect(player.frame?.self?.id).toBe(id);
  await player.leave();
  await server.stop();
});
