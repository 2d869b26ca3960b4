import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { makeCertificate, trust, type Certificate } from "../../tests/support/certificate.ts";
import { startServer } from "../../tests/support/server.ts";
import { Network } from "../../tests/support/tcp-network.ts";
import { until } from "../../tests/support/until.ts";
import type { Browser } from "../../tests/transports/browsers/browser.ts";
import { openChromium } from "../../tests/transports/browsers/chromium.ts";
import type { Path } from "../../tests/transports/paths/path.ts";
import { NGINX_PATHS } from "../../tests/transports/paths/reverse-proxies.ts";
import { repeatTrial, type FigureRow, type Patience, type Trial } from "./trial.ts";

/** Time until the page has loaded everything, tried a stream out and looked for a WebSocket once, in ms. */
const WARM_UP_MS = 15_000;
/** A player sees the same fight over each of them. */
const WEB_SOCKET = "nginx as documented";
const OVER_HTTP_1 = "nginx without `Upgrade`";
const OVER_HTTP_2 = "nginx with an HTTP/2 front, without `Upgrade`";

interface Carried {
  /** Bytes each second, with those of TLS. */
  readonly up: number;
  readonly down: number;
}

/** Measures the bytes that a playing Chromium sends and receives through nginx, TLS and headers included. */
export async function measureBytes(seconds: number, patience: Patience): Promise<FigureRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "fray-bytes-"));
  const certificate = makeCertificate(folder);
  trust(certificate.cert);
  const browser = await openChromium();
  const over = (name: string) => carriedOver(name, browser, certificate, seconds);
  const trial = async (): Promise<readonly Trial[]> => {
    const webSocket = await over(WEB_SOCKET);
    const [first, second] = [await over(OVER_HTTP_1), await over(OVER_HTTP_2)];
    if ("refused" in webSocket || "refused" in first || "refused" in second) {
      const refused = [webSocket, first, second]
        .flatMap((each) => ("refused" in each ? [each.refused] : []))
        .join("; ");
      return FIGURES.map(() => ({ refused }));
    }
    return [
      { webSocket: webSocket.down, http: first.down },
      { webSocket: webSocket.up, http: first.up },
      { webSocket: webSocket.down, http: second.down },
      { webSocket: webSocket.up, http: second.up },
    ];
  };
  const rows = await repeatTrial(FIGURES, trial, patience);
  await browser.close();
  rmSync(folder, { recursive: true });
  return rows;
}

const FIGURES = [
  { name: "bytes to a player, HTTP/1.1", unit: "B/s", as: "ratio", limit: 3 },
  { name: "bytes from a player, HTTP/1.1", unit: "B/s", as: "ratio", limit: 5 },
  { name: "bytes to a player, HTTP/2", unit: "B/s", as: "ratio", limit: 2 },
  { name: "bytes from a player, HTTP/2", unit: "B/s", as: "ratio", limit: 2 },
] as const;

async function carriedOver(
  name: string,
  browser: Browser,
  certificate: Certificate,
  seconds: number,
): Promise<Carried | { readonly refused: string }> {
  const path: Path | undefined = NGINX_PATHS.find((each) => each.name === name);
  const server = await startServer({
    args: [..."--map duel --bots 2 --trust-proxy loopback --page-dir".split(" "), browser.pageFolder],
  });
  const opened = await path?.open(server, certificate);
  if (!opened || "missing" in opened) {
    await server.stop();
    return { refused: opened?.missing ?? `no path is called ${name}` };
  }
  const network = await Network.open(opened.port, { roundTripMs: 0 });
  const url = `https://${new URL(network.endpoint).host}/`;
  const visitor = await browser.visit({ url, name: "Player", proxy: undefined });
  try {
    await visitor.join();
    await until("there is a body", async () => (await visitor.observe())?.isAlive);
    await visitor.fight(true);
    await delay(WARM_UP_MS);
    const before = { ...network.carried, at: performance.now() };
    await delay(seconds * 1000);
    const after = { ...network.carried, at: performance.now() };
    const span = (after.at - before.at) / 1000;
    return { up: (after.up - before.up) / span, down: (after.down - before.down) / span };
  } finally {
    await visitor.leave();
    await network.close();
    await opened.stop();
    await server.stop();
  }
}
