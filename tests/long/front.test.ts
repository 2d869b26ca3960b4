import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { healthOf, knowEachOther, NODE_SECRET, redisProgram } from "../cluster/nodes.ts";
import { askForSeat } from "../support/ask-for-seat.ts";
import { makeCertificate, trust } from "../support/certificate.ts";
import { findProgram } from "../support/debian-program.ts";
import { freePort } from "../support/free-port.ts";
import { TestPlayer } from "../support/player.ts";
import { startCaddy, type Proxy } from "../support/proxy.ts";
import { startRedis, type RedisServer } from "../support/redis.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

/** The Caddy configuration in deploy/, with the addresses of a test. */
function caddyfile(a: ServerProcess, b: ServerProcess): string {
  return readFileSync(new URL("../../deploy/Caddyfile.cluster", import.meta.url), "utf8")
    .replace(/^[^]*\{\$FRAY_DOMAIN\}/, "fray.example.com")
    .replaceAll("fray-a:2567", `127.0.0.1:${a.port}`)
    .replaceAll("fray-b:2567", `127.0.0.1:${b.port}`);
}

const program = redisProgram();
const caddy = findProgram("caddy");
if ("missing" in caddy) console.log(`skipped: ${caddy.missing}`);

describe.skipIf(!program || "missing" in caddy)("two servers under one name, behind the Caddy of deploy/", () => {
  const folder = mkdtempSync(join(tmpdir(), "fray-front-"));
  let redis: RedisServer;
  let a: ServerProcess;
  let b: ServerProcess;
  let front: Proxy;

  beforeAll(async () => {
    redis = await startRedis(program);
    const own = await freePort();
    const start = (path: string): Promise<ServerProcess> =>
      startServer({
        args: ["--public-address", `127.0.0.1:${own}/${path}`, "--trust-proxy", "loopback", "--max-players", "2"],
        env: { FRAY_REDIS_URL: redis.url, FRAY_SECRET: NODE_SECRET },
      });
    [a, b] = [await start("a"), await start("b")];
    await knowEachOther(a, b, `127.0.0.1:${own}`);
    const certificate = makeCertificate(folder);
    trust(certificate.cert);
    const site = { port: a.port, certificate, at: own };
    front = await startCaddy("path" in caddy ? caddy.path : "", caddyfile(a, b), site);
  });
  afterAll(async () => {
    await front?.stop();
    await Promise.all([a, b].map((node) => node?.stop()));
    await redis?.kill();
    rmSync(folder, { recursive: true });
  });

  test("a client can play at either node, and continues when one of them is gone", async () => {
    const players: TestPlayer[] = [];
    for (let count = 0; count < 4; count++) players.push(await TestPlayer.join(front.http));
    for (const player of players) await until("it is in", () => player.frame?.self?.alive);
    expect([(await healthOf(a)).players, (await healthOf(b)).players]).toEqual([2, 2]);
    // As the browser says where the page is from, without a word about it to either.
    const policy = (await fetch(front.http)).headers.get("content-security-policy");
    expect(policy).toContain(`wss://${new URL(front.http).host}`);
    expect((await askForSeat(front.http, { origin: front.http })).status).toBe(200);

    b.process.kill("SIGKILL");
    // Debian's Caddy 2.6 can't send a join to the other when the first turns out not to be there: it has to notice before.
    const newcomer = await until("the other lets somebody in", () =>
      TestPlayer.join(front.http).catch(() => undefined),
    );
    await until("it is in", () => newcomer.frame?.self?.alive);
    for (const player of [...players, newcomer]) await player.leave();
  });
});
