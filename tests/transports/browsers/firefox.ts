import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { findLayer, type DebianLayer } from "../../support/debian-layer.ts";
import { freePort } from "../../support/free-port.ts";
import { until } from "../../support/until.ts";
import { buildConnectionPage, CONNECTION_PAGE } from "../page/build-page.ts";
import { BidiSession } from "./bidi.ts";
import type { Browser } from "./browser.ts";
import { visitConnectionPage, type Tab } from "./connection-page.ts";

/** No updates, no reports, no questions; and proxies are used for this machine as well. */
const PREFERENCES = {
  "app.update.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.page": 0,
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "network.proxy.allow_hijacking_localhost": true,
  // After a cut, Firefox would go around a proxy for half an hour.
  "network.proxy.failover_direct": false,
  "toolkit.telemetry.enabled": false,
  // A page in the background of a headless browser would be slowed down.
  "dom.min_background_timeout_value": 4,
};

/** Firefox ESR of Debian, with the page of the connection layer: it has no WebGL where there is no graphics card. */
export async function openFirefox(): Promise<Browser | { missing: string }> {
  const layer = findLayer("firefox-esr");
  if ("missing" in layer) return layer;
  await buildConnectionPage();
  return {
    name: "Firefox ESR",
    pageFolder: CONNECTION_PAGE,
    visit: async ({ url, name, proxy }) => visitConnectionPage(await openTab(layer, proxy), url, name),
    close: () => Promise.resolve(),
  };
}

/** Starts a Firefox with one tab: it can be told about a proxy only when it starts. */
async function openTab(layer: DebianLayer, proxy: string | undefined): Promise<Tab> {
  const folder = mkdtempSync(join(tmpdir(), "fray-firefox-"));
  const port = await freePort();
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${value});`);
  writeFileSync(join(folder, "user.js"), lines.join("\n"));
  const options = ["--headless", "--no-remote", "--profile", folder, "--remote-debugging-port", String(port)];
  const [file, ...args] = layer.command("firefox-esr", ...options, "about:blank");
  const env = { ...process.env, HOME: folder, MOZ_CRASHREPORTER_DISABLE: "1" };
  // It has processes of its own, which end with their group.
  const child = spawn(file, args, { env, stdio: ["ignore", "ignore", "pipe"], detached: true });
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => (log += chunk.toString()));
  const exited = once(child, "exit");
  const kill = (): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, "SIGKILL");
  };
  process.once("exit", kill);
  const session = await until("Firefox listens", () => {
    if (child.exitCode !== null) throw new Error(`Firefox ended:\n${log}`);
    return BidiSession.open(`ws://127.0.0.1:${port}/session`, proxy).catch(() => undefined);
  });
  return {
    open: (url) => session.open(url),
    evaluate: (expression) => session.evaluate(expression),
    async close() {
      session.close();
      kill();
      await exited;
      process.off("exit", kill);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
