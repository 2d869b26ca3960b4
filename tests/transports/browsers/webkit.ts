import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { findLayer, type DebianLayer } from "../../support/debian-layer.ts";
import { freePort } from "../../support/free-port.ts";
import { until } from "../../support/until.ts";
import { buildConnectionPage, CONNECTION_PAGE } from "../page/build-page.ts";
import type { Browser } from "./browser.ts";
import { visitConnectionPage, type Tab } from "./connection-page.ts";
import { WebDriverSession } from "./web-driver.ts";

const PACKAGES = ["webkit2gtk-driver", "xvfb", "xkb-data", "x11-xkb-utils"];

/** The driver reaches its browser at this address, so it is exempt from proxies. Under the other name it is not. */
const DIRECT = "127.0.0.1";
const PROXIED = "localhost";

/** WebKitGTK of Debian, with the page of the connection layer. It draws on a display that nobody sees. */
export async function openWebKit(): Promise<Browser | { missing: string }> {
  const layer = findLayer("webkit", PACKAGES);
  if ("missing" in layer) return layer;
  await buildConnectionPage();
  return {
    name: "WebKitGTK",
    pageFolder: CONNECTION_PAGE,
    visit: async ({ url, name, proxy }) =>
      visitConnectionPage(await openTab(layer, proxy), proxy === undefined ? url : url.replace(DIRECT, PROXIED), name),
    close: () => Promise.resolve(),
  };
}

async function openTab(layer: DebianLayer, proxy: string | undefined): Promise<Tab> {
  const folder = mkdtempSync(join(tmpdir(), "fray-webkit-"));
  const children: ChildProcess[] = [];
  const start = (
    env: NodeJS.ProcessEnv,
    stdout: "ignore" | "pipe",
    ...command: [string, ...string[]]
  ): ChildProcess => {
    const [file, ...args] = layer.command(...command);
    const child = spawn(file, args, {
      env: { ...process.env, HOME: folder, XDG_CACHE_HOME: folder, ...env },
      stdio: ["ignore", stdout, "ignore"],
      detached: true,
    });
    children.push(child);
    return child;
  };
  // What they start ends with their groups.
  const kill = (): void => {
    for (const { pid, exitCode, signalCode } of children) {
      if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, "SIGKILL");
    }
  };
  process.once("exit", kill);
  const close = async (): Promise<void> => {
    kill();
    for (const child of children) if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    process.off("exit", kill);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const display = start({}, "pipe", "Xvfb", "-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp");
    const number = await Promise.race([
      once(display.stdout ?? display, "data").then(([bytes]) => String(bytes).trim()),
      once(display, "exit").then(() => Promise.reject(new Error("the display ended"))),
    ]);
    const port = await freePort();
    const env = {
      DISPLAY: `:${number}`,
      LIBGL_ALWAYS_SOFTWARE: "1",
      NO_AT_BRIDGE: "1",
      // Not by the driver's settings: of a proxy for HTTPS they expect that it speaks TLS itself.
      ...(proxy !== undefined && { http_proxy: `http://${proxy}`, https_proxy: `http://${proxy}`, no_proxy: DIRECT }),
    };
    start(env, "ignore", "WebKitWebDriver", `--port=${port}`);
    const session = await until("WebKit listens", () =>
      WebDriverSession.open(`http://${DIRECT}:${port}`).catch((error: unknown) => {
        if (error instanceof TypeError) return undefined;
        throw error;
      }),
    );
    return {
      open: (url) => session.open(url),
      evaluate: (expression) => session.evaluate(expression),
      close: async () => {
        await session.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
