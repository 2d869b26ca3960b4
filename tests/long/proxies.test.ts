import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

import { askForSeat } from "../support/ask-for-seat.ts";
import { makeCertificate, trust, type Certificate } from "../support/certificate.ts";
import { findLayer } from "../support/debian-layer.ts";
import { findProgram } from "../support/debian-program.ts";
import { TestPlayer } from "../support/player.ts";
import { documented, startApache, startCaddy, startHaproxy, startNginx, type Proxy } from "../support/proxy.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const folder = mkdtempSync(join(tmpdir(), "fray-proxies-"));
afterAll(() => rmSync(folder, { recursive: true }));
const certificate = makeCertificate(folder);
trust(certificate.cert);

const [nginx = ""] = documented("nginx");
const [haproxy = ""] = documented("haproxy");
const [caddy = "", caddyUnderPath = ""] = documented("caddyfile");
const [apache = ""] = documented("apache");

/** Returns the function that starts a program which Debian has, or why there is none. */
function starting(
  name: string,
  packages: readonly string[],
  start: typeof startNginx,
): { start: Start } | { missing: string } {
  const found = findProgram(name, packages);
  return "missing" in found ? found : { start: (site, behind) => start(found.path, site, behind) };
}

/** Apache's modules need libraries of their own, so it runs as if it were installed. */
function startingApache(): { start: Start } | { missing: string } {
  const layer = findLayer("apache2", ["apache2-bin"]);
  return "missing" in layer ? layer : { start: (site, behind) => startApache(layer, site, behind) };
}

type Start = (site: string, behind: { port: number; certificate: Certificate }) => Promise<Proxy>;

/** Two ways to tell a proxy the same: how, and what to start it with. */
const PROXIES = [
  {
    name: "nginx",
    found: starting("nginx", ["nginx"], startNginx),
    site: nginx,
    underPath: nginx.replace("location / {", "location /fray/ {"),
    takingPathOff: nginx.replace("location / {", "location /fray/ {").replace("127.0.0.1:2567;", "127.0.0.1:2567/;"),
  },
  {
    name: "caddy",
    found: starting("caddy", ["caddy"], startCaddy),
    site: caddy,
    underPath: caddyUnderPath,
    takingPathOff: caddyUnderPath.replace("handle ", "handle_path "),
  },
  {
    name: "haproxy",
    found: starting(
      "haproxy",
      ["haproxy", "liblua5.3-0", "libopentracing-c-wrapper0", "libopentracing1"],
      startHaproxy,
    ),
    site: haproxy,
    underPath: haproxy,
    takingPathOff: haproxy.replace(
      "option forwardfor",
      "option forwardfor\n    http-request replace-path ^/fray(/.*)$ \\1",
    ),
  },
  {
    name: "apache",
    found: startingApache(),
    site: apache,
    underPath: apache.replaceAll(" / ", " /fray/ ").replace(":2567/", ":2567/fray/"),
    takingPathOff: apache.replace(" / ", " /fray/ "),
  },
];

describe.for(PROXIES)("$name in front, over TLS, configured as in docs/hosting.md", (proxied) => {
  const { found } = proxied;
  const isMissing = "missing" in found;
  if (isMissing) console.log(`skipped: ${found.missing}`);

  /** Starts the proxy in front of a server, and ends both when `use` is done. */
  async function through(site: string, args: string[], use: (base: string, server: ServerProcess) => Promise<void>) {
    if (isMissing) return;
    const server = await startServer({ args });
    const proxy = await found.start(site, { port: server.port, certificate });
    try {
      await use(proxy.http, server);
    } finally {
      await proxy.stop();
      await server.stop();
    }
  }

  async function play(base: string): Promise<void> {
    const player = await TestPlayer.join(base);
    await until("the player is in", () => player.frame?.self?.alive);
    // A configuration without WebSockets would be playable as well.
    expect(player.game.isOverHttp).toBe(false);
    const { patches } = player.game.stats();
    await until("patches come", () => player.game.stats().patches > patches + 10);
    await player.leave();
  }

  test.skipIf(isMissing)("a client can play", async () => {
    await through(proxied.site, ["--trust-proxy", "loopback"], async (base) => {
      const page = await fetch(`${base}/`);
      expect(page.headers.get("content-security-policy")).toContain(`wss://${new URL(base).host}`);
      await play(base);
      // As a browser says where its page is from: with the scheme that the server behind does not speak.
      expect((await askForSeat(base, { origin: base })).status).toBe(200);
      expect((await askForSeat(base, { origin: "https://evil.example" })).status).toBe(403);
    });
  });

  test.skipIf(isMissing)("a client can play under a path of the site, kept or removed", async () => {
    for (const site of [proxied.underPath, proxied.takingPathOff]) {
      await through(site, ["--trust-proxy", "loopback", "--base-path", "/fray"], async (base) => {
        await play(`${base}/fray/`);
        expect((await fetch(`${base}/fray/`)).status).toBe(200);
      });
    }
  });

  test.skipIf(isMissing)("limits apply to the address that connects to the proxy, not to a claimed one", async () => {
    // All of 127.x is this machine: the proxy alone is trusted, so that others of it can be strangers.
    await through(proxied.site, ["--trust-proxy", "127.0.0.1", "--pending-seats", "5"], async (base) => {
      const forging = Array.from({ length: 20 }, (_, index) => {
        const address = `10.0.0.${index}`;
        return askForSeat(base, { "x-forwarded-for": address, "x-real-ip": address }, "127.0.0.2");
      });
      const answers = await Promise.all(forging);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
      expect((await askForSeat(base, {}, "127.0.0.3")).status).toBe(200);
    });
  });
});
