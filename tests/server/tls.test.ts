import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { makeCertificate, trust } from "../support/certificate.ts";
import { TestPlayer } from "../support/player.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

const folder = mkdtempSync(join(tmpdir(), "fray-tls-"));
afterAll(() => rmSync(folder, { recursive: true }));

const { cert, key } = makeCertificate(folder);
const args = (certFile: string, keyFile: string) => ["--tls-cert", certFile, "--tls-key", keyFile];

describe("a server with a certificate", () => {
  test("serves page, rooms and its own bots over TLS, and nothing without", async () => {
    trust(cert);
    const server = await startServer({ args: [...args(cert, key), "--bots", "3"] });
    expect(server.http).toMatch(/^https:/);
    const page = await fetch(`${server.http}/`);
    expect([page.status, page.headers.get("content-security-policy")]).toEqual([
      200,
      expect.stringContaining(`wss://127.0.0.1:${server.port}`),
    ]);
    await expect(fetch(`http://127.0.0.1:${server.port}/`)).rejects.toThrow("fetch failed");
    const player = await TestPlayer.join(server.http);
    await until("the player is in", () => player.frame?.self?.alive);
    await until("bots are there too", async () => {
      const health: unknown = await (await fetch(`${server.http}/health`)).json();
      return z.object({ players: z.number() }).parse(health).players === 3;
    });
    await player.leave();
    expect(await server.stop()).toBe(0);
  });
});

describe("an unusable certificate or key ends the start with one line", () => {
  const other = makeCertificate(folder, "other");
  const rubbish = join(folder, "rubbish.pem");
  writeFileSync(rubbish, "rubbish");
  test.for([
    ["a file that is not there", args(join(folder, "none.pem"), key), /^--tls-cert: ".*none.pem" is invalid: .*ENOENT/],
    ["a key that is not there", args(cert, join(folder, "none.key")), /^--tls-key: ".*none.key" is invalid: .*ENOENT/],
    ["a key of another certificate", args(cert, other.key), /must be a certificate and its key.*mismatch/],
    ["no certificate at all", args(rubbish, key), /must be a certificate and its key/],
    ["a certificate alone", ["--tls-cert", cert], /^--tls-key: must be given too/],
  ] as const)("%s", async ([, flags, message]) => {
    const error: unknown = await startServer({ args: [...flags] }).catch((why: unknown) => why);
    const [, ...lines] = String(error).trim().split("\n");
    expect(lines).toEqual([expect.stringMatching(message)]);
  });
});
