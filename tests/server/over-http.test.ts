import { ArenaConnection } from "@fray/bot-client/internal/connection/arena-connection";
import { TransportChoice } from "@fray/netcode/client";
import { systemRuntime as runtime } from "@fray/netcode/core";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

import { Box } from "../support/box.ts";
import { makeCertificate, trust } from "../support/certificate.ts";
import { TestPlayer } from "../support/player.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

// The group in virtual time shows exactly how a game over HTTP goes. Here real sockets carry it once, in the ways in
// which a server can be reached.

const folder = mkdtempSync(join(tmpdir(), "fray-http-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a page under a path of a site, behind a box that refuses WebSockets, plays until the server says that it restarts", async () => {
  const server = await startServer({ args: ["--map", "duel", "--base-path", "/fray"] });
  const box = await Box.open(server.http, "refused");
  const player = await TestPlayer.join(`${box.http}/fray/`);
  expect(player.game.isOverHttp).toBe(true);
  await until("it lives", () => player.frame?.self?.alive);
  const { x = 0 } = player.frame?.self ?? {};
  player.play = () => ({ moveX: x > 10 ? -1 : 1, moveY: 0, aim: 0, buttons: 0 });
  await until("it has moved", () => Math.abs((player.frame?.self?.x ?? x) - x) > 1);
  player.game.say("all", "over HTTP");
  await until("it is heard", () => player.game.takeTalk().some((talk) => talk.type === "chat" && talk.self));
  const stopped = server.stop();
  await until("it is told", () => player.game.status().state === "closed");
  expect(player.game.status()).toMatchObject({ return: "restart" });
  expect(await stopped).toBe(0);
  await player.leave();
  await box.close();
});

test("a bot plays over HTTP with TLS, and leaves", async () => {
  const certificate = makeCertificate(folder);
  trust(certificate.cert);
  const server = await startServer({ args: ["--tls-cert", certificate.cert, "--tls-key", certificate.key] });
  const transports = new TransportChoice(runtime, { mode: "http" });
  const bot = await ArenaConnection.open({ runtime, url: server.url, name: "Bot", transports });
  expect(bot.transport).toBe("http");
  bot.send({ moveX: 1, moveY: 0, aim: 0, buttons: 0 });
  await until("patches come", () => bot.traffic.patches > 30);
  await bot.leave();
  expect(await server.stop()).toBe(0);
});

test("a server without a fallback says so, and plays over WebSockets", async () => {
  const server = await startServer({ args: ["--fallback", "off"] });
  const box = await Box.open(server.http, "refused");
  await expect(TestPlayer.join(box.http)).rejects.toThrow("it allows no other connection");
  const player = await TestPlayer.join(server.http);
  expect(player.game.isOverHttp).toBe(false);
  await player.leave();
  await box.close();
  await server.stop();
});
