import { spawn } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { makeCertificate, trust } from "../support/certificate.ts";
import { TestPlayer } from "../support/player.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

const folder = mkdtempSync(join(tmpdir(), "fray-tls-"));
afterAll(() => rmSync(folder, { recursive: true }));

const MAIN = fileURLToPath(new URL("../../packages/server/src/main.ts", import.meta.url));
const CERTIFICATE = makeCertificate(folder);
const { cert, key } = CERTIFICATE;
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

test("a renewed certificate is used without a restart; half of a new pair is not", async () => {
  const own = mkdtempSync(join(folder, "renewed-"));
  const [first, second] = [makeCertificate(own, "first"), makeCertificate(own, "second")];
  const used = { cert: join(own, "used.pem"), key: join(own, "used.key") };
  copyFileSync(first.cert, used.cert);
  copyFileSync(first.key, used.key);
  const server = await startServer({ args: args(used.cert, used.key) });
  const shown = async () => (await certificateOf(server.port)).fingerprint256;
  const fingerprint = ({ cert: path }: typeof first) => new X509Certificate(readFileSync(path)).fingerprint256;
  expect(await shown()).toBe(fingerprint(first));

  copyFileSync(second.cert, used.cert);
  server.process.kill("SIGUSR2");
  await until("the fault is logged", () => server.log().includes("the new certificate can't be used"));
  expect(await shown()).toBe(fingerprint(first));

  // Nobody may look at a link that leads to itself.
  rmSync(used.cert);
  symlinkSync(used.cert, used.cert);
  server.process.kill("SIGUSR2");
  await until("that fault is logged too", () => server.log().includes("ELOOP"));
  expect(await shown()).toBe(fingerprint(first));

  rmSync(used.cert);
  copyFileSync(second.cert, used.cert);
  copyFileSync(second.key, used.key);
  server.process.kill("SIGUSR2");
  await until("the new one is shown", async () => (await shown()) === fingerprint(second));
  expect(await healthy(used, server.port)).toBe(0);
  expect(await server.stop()).toBe(0);
  expect(await healthy(used, server.port)).toBe(1);
});

/** The certificate that a server shows to a new connection. */
async function certificateOf(port: number) {
  const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false });
  await once(socket, "secureConnect");
  const shown = socket.getPeerCertificate();
  socket.destroy();
  return shown;
}

/** Runs the health check of a container. Returns its exit code. */
async function healthy({ cert: certFile, key: keyFile }: typeof CERTIFICATE, port: number): Promise<unknown> {
  const env = { ...process.env, FRAY_PORT: String(port), FRAY_TLS_CERT: certFile, FRAY_TLS_KEY: keyFile };
  const [code] = await once(spawn(process.execPath, [MAIN, "healthy"], { env, stdio: "ignore" }), "exit");
  return code;
}

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
