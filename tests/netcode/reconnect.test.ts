import { Client } from "@colyseus/sdk";
import { joinArena, resumeArena } from "@fray/game-client/internal/connection/join";
import { JoinError } from "@fray/game-client/internal/connection/join-error";
import { systemRuntime } from "@fray/netcode/core";
import { socketOf } from "@fray/netcode/server";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { InputFrame } from "@fray/shared-state/schema/input-frame";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { IDLE, TestPlayer } from "../support/player.ts";
import { pass, until, settled } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { Network } from "./network.ts";

const LINE = { roundTripMs: 60 };
/** After this part of a round trip the server has a request, and the client has no answer. */
const ANSWER_UNDER_WAY_MS = 45;
const BACK_WITHIN_MS = 1000;
/** How long the client waits for a silent server before it reconnects. */
const NOTICED_WITHIN_MS = 2100;

let server: VirtualServer;
let watcher: TestPlayer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel"] });
  watcher = await TestPlayer.join(server.http, "Watcher");
});
afterAll(async () => {
  await watcher.leave();
  await server.stop();
});

const seen = (name: string) => watcher.game.standings().find((standing) => standing.name === name);

/** Returns the id of the session of a player. */
function sessionOf(name: string): string | undefined {
  const [room] = server.context.arenas;
  return Array.from(room?.state.roster ?? []).find(([, entry]) => entry.name === name)?.[0];
}

/** Joins over a separate network and runs back and forth. */
async function join(name: string) {
  const network = new Network(server, LINE);
  const player = await TestPlayer.join(network.endpoint, name);
  let frames = 0;
  player.play = () => ({ ...IDLE, moveX: Math.sin(frames++ / 30) });
  await until(`${name} is in`, () => seen(name)?.connected && player.game.stats().patches > 30);
  return { network, player };
}

/** The same body, score and prediction. */
async function goesOn(player: TestPlayer, before: { id: number | undefined; lives: number | undefined }) {
  expect(player.frame?.self).toMatchObject(before);
  const { patches, corrections } = player.game.stats();
  await until("a second of play", () => player.game.stats().patches > patches + 30);
  // The first word on the new line may correct what was guessed while it was down; from then on nothing does.
  expect(player.game.stats().corrections - corrections).toBeLessThanOrEqual(1);
  expect(player.game.standings().find((standing) => standing.self)?.id).toBe(before.id);
}

const identity = (player: TestPlayer) => ({ id: player.frame?.self?.id, lives: player.frame?.self?.lives });
const state = (player: TestPlayer) => player.game.status().state;

describe.concurrent("N7: a player whose connection breaks", () => {
  test.for([5, 20])(
    "for %i s is back in the same body within a second of its return",
    { timeout: 60_000 },
    async (seconds) => {
      const { network, player } = await join(`Cut ${seconds}`);
      const before = identity(player);
      network.cut();
      await until("the player is told", () => state(player) === "reconnecting");
      await until("so are the others", () => seen(`Cut ${seconds}`)?.connected === false);
      await pass(seconds * 1000);
      network.restore();
      const restored = performance.now();
      await until("it is back", () => state(player) === "online" && seen(`Cut ${seconds}`)?.connected);
      expect(performance.now() - restored).toBeLessThan(BACK_WITHIN_MS);
      await goesOn(player, before);
      await player.leave();
    },
  );

  test.for([
    ["late", (network: Network) => network.stall(3000)],
    [
      "never",
      async (network: Network) => {
        await pass(ANSWER_UNDER_WAY_MS);
        network.switchOver();
      },
    ],
  ] as const)("and gets the answer to its first attempt %s, is back in the same body", async ([when, fail]) => {
    const { network, player } = await join(`Answered ${when}`);
    const before = identity(player);
    network.cut();
    await until("the player is told", () => state(player) === "reconnecting");
    network.restore();
    await until("an attempt is under way", () => network.connections > 0);
    // The attempt reaches the server, and the client has given it up when the answer comes.
    await fail(network);
    await until("it is back", () => state(player) === "online" && seen(`Answered ${when}`)?.connected);
    await goesOn(player, before);
    await player.leave();
  });

  test.for([
    ["goes silent", (network: Network) => network.switchOver()],
    [
      "breaks",
      (network: Network) => {
        network.cut();
        network.restore();
      },
    ],
  ] as const)("again before the server knows that its return has succeeded, as it %s", async ([how, fail]) => {
    const { network, player } = await join(`It ${how}`);
    const before = identity(player);
    network.cut();
    await until("the player is told", () => state(player) === "reconnecting");
    network.restore();
    await until("it is back", () => state(player) === "online");
    // What the client says now has not arrived, so the server can't know which of two tokens the client has.
    fail(network);
    await until("it notices", () => state(player) === "reconnecting");
    await until("it is back again", () => state(player) === "online" && seen(`It ${how}`)?.connected);
    await goesOn(player, before);
    await player.leave();
  });

  test.for([true, false])(
    "again while the server admits it, is back in the same body if it returns: %s",
    async (returns) => {
      const name = `Given up ${returns}`;
      const { network, player } = await join(name);
      const before = identity(player);
      const [room] = server.context.arenas;
      if (!room) throw new Error("there is no room");
      const admit = room.onReconnect.bind(room);
      let isAdmitted = false;
      room.onReconnect = (client) => {
        admit(client);
        if (isAdmitted || client.sessionId !== sessionOf(name)) return;
        isAdmitted = true;
        socketOf(client).terminate();
      };
      network.cut();
      await until("the player is told", () => state(player) === "reconnecting");
      network.restore();
      await until("it is admitted", () => isAdmitted);
      if (returns) {
        await until("it is back", () => state(player) === "online" && seen(name)?.connected);
        await goesOn(player, before);
      } else {
        network.cut();
        await until("its body is gone", () => seen(name) === undefined, 40_000);
      }
      await player.leave();
    },
  );

  test("by a switch of networks, which leaves a silent line behind, is back within a second of noticing", async () => {
    const { network, player } = await join("Roamer");
    const before = identity(player);
    network.switchOver();
    const switched = performance.now();
    await until("it notices", () => state(player) === "reconnecting");
    await until("it is back", () => state(player) === "online");
    expect(performance.now() - switched).toBeLessThan(NOTICED_WITHIN_MS + BACK_WITHIN_MS);
    await goesOn(player, before);
    await player.leave();
  });

  test("to a machine that answers nothing any more is told within 35 s", { timeout: 60_000 }, async () => {
    const { network, player } = await join("Stranded");
    // Attempts neither succeed nor fail.
    network.stall(100_000);
    await until("the player is told", () => state(player) === "closed", 35_000);
    expect(player.game.status()).toMatchObject({ state: "closed" });
    await player.leave();
  });

  test("for good stops trying when the server no longer holds the body", { timeout: 60_000 }, async () => {
    const { network, player } = await join("Gone");
    network.cut();
    await until("the player is told", () => state(player) === "reconnecting");
    const lost = performance.now();
    await until("it gives up", () => state(player) === "closed", 60_000);
    expect(performance.now() - lost).toBeGreaterThan(30_000);
    expect(performance.now() - lost).toBeLessThan(31_000);
    await player.leave();
  });

  test(
    "for longer than the server waits is told so in a sentence, and the body is gone",
    { timeout: 60_000 },
    async () => {
      const { network, player } = await join("Late");
      network.cut();
      await until("the server has given the body up", () => !seen("Late"), 40_000);
      network.restore();
      await until("the player is told", () => state(player) === "closed");
      expect(player.game.status()).toMatchObject({
        state: "closed",
        message: "You were disconnected for too long and lost your place.",
        return: "again",
      });
      await player.leave();
    },
  );
});

test("N7: a page that is reloaded plays on in the same body", async () => {
  const room = await settled(
    new Client(server.url).joinOrCreate<ArenaState>("arena", { name: "Reloader" }, ArenaState),
  );
  const id = (await until("it is in", () => seen("Reloader"))).id;
  // Does the same as a page reload: the socket is lost, the token stays.
  room.reconnection.enabled = false;
  room.connection.close();
  const game = await settled(
    resumeArena({ runtime: systemRuntime, token: room.reconnectionToken, endpoint: server.http }),
  );
  expect(game?.standings().find((standing) => standing.self)).toMatchObject({ id, name: "Reloader" });
  await settled(game?.leave() ?? Promise.resolve());
});

test("two tabs with the same token never both drive one body, and a used token is refused", async () => {
  const first = await settled(new Client(server.url).joinOrCreate<ArenaState>("arena", { name: "Tabs" }, ArenaState));
  first.reconnection.enabled = false;
  const { id } = await until("it is in", () => seen("Tabs"));
  const token = first.reconnectionToken;
  const left = new Promise((resolve) => {
    first.onLeave(resolve);
  });
  const second = await settled(resumeArena({ runtime: systemRuntime, token, endpoint: server.http }));
  expect(second?.standings().filter((standing) => standing.id === id)).toHaveLength(1);
  await settled(left);
  expect(first.input<InputFrame>({ type: InputFrame }).send()).toBe(0);
  expect(await settled(resumeArena({ runtime: systemRuntime, token, endpoint: server.http }))).toBeUndefined();
  expect(second?.status()).toEqual({ state: "online" });
  await settled(second?.leave() ?? Promise.resolve());
});

test("a server that can't be reached is reported as a sentence, not as an exception", async () => {
  const network = new Network(server, LINE);
  network.cut();
  await expect(
    settled(joinArena({ runtime: systemRuntime, name: "Nobody", endpoint: network.endpoint })),
  ).rejects.toThrow("The server can't be reached. Check your connection and try again.");
});

test(
  "a join over a connection that goes silent ends with a sentence, wherever it happens",
  { timeout: 60_000 },
  async () => {
    const network = new Network(server, LINE);
    for (let waitMs = 0; waitMs < 1000; waitMs += 150) {
      const joining = joinArena({ runtime: systemRuntime, name: "Silent", endpoint: network.endpoint });
      const ended = joining.then((game) => game.leave()).catch((error: unknown) => error);
      await pass(waitMs);
      network.switchOver();
      const error = await settled(ended);
      if (error !== undefined) expect(error).toBeInstanceOf(JoinError);
    }
  },
);
