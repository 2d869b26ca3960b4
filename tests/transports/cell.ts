import { setTimeout as delay } from "node:timers/promises";

import type { Certificate } from "../support/certificate.ts";
import { watchLoad } from "../support/load-watch.ts";
import { IDLE, TestPlayer } from "../support/player.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { Network } from "../support/tcp-network.ts";
import { until } from "../support/until.ts";
import type { Browser, Observed, Visitor } from "./browsers/browser.ts";
import { Fighter } from "./fighter.ts";
import { countedBy } from "./metrics.ts";
import type { Expected, OpenPath, Path, TransportName } from "./paths/path.ts";

const TOKEN = "metrics";
const VISITOR = "Visitor";
const RIVAL = "Rival";
/** The longest time until there is a body or a true sentence, on a machine that is busy with something else as well. */
const JOIN_LIMIT_MS = 30_000;
/** How long it may take that players see each other, after a connection was cut as well. */
const LIMIT_MS = 30_000;
/** A page that has just drawn its first frame compiles for a moment. */
const SETTLED_PATCHES = 60;
/** The longest text of a page in the report of a failure. */
const MAX_TEXT = 200;

/** What was seen in a cell. Times are in ms. */
export type Seen =
  | { readonly refused: string }
  | {
      readonly plays: TransportName;
      readonly bodyMs: number;
      /** Wrong predictions during the fight. */
      readonly corrections: number;
      readonly lostInputs: number;
      /** The longest time in which a side could not do anything, because the machine did something else. */
      readonly stallMs: number;
      /** Share of the fight in which some process of the machine waited for a processor. */
      readonly waitingShare: number;
      readonly backMs: number;
    };

export interface CellOptions {
  readonly path: Path;
  readonly browser: Browser;
  /** Duration of the fight. */
  readonly seconds: number;
  readonly certificate: Certificate;
}

/**
 * Runs one cell of the matrix with a server of its own. Returns undefined if everything was as expected, besides what was
 * seen. Throws if a step fails, with the step's name.
 */
export async function runCell(options: CellOptions): Promise<{ readonly seen: Seen } | { readonly missing: string }> {
  const { path, browser, certificate } = options;
  const server = await startServer({
    args: [
      ...`--map duel --trust-proxy loopback --metrics-token ${TOKEN} --page-dir ${browser.pageFolder}`.split(" "),
      ...(path.isTls ? ["--tls-cert", certificate.cert, "--tls-key", certificate.key] : []),
    ],
  });
  try {
    const opened = await path.open(server, certificate);
    if ("missing" in opened) return opened;
    // Cables that can be pulled, between the browser and the path.
    const network = await Network.open(opened.port, { roundTripMs: 0 });
    try {
      return { seen: await visit(options, server, opened, network) };
    } finally {
      await network.close();
      await opened.stop();
    }
  } finally {
    await server.stop();
  }
}

async function visit(
  { path: { expected }, browser, seconds }: CellOptions,
  server: ServerProcess,
  { scheme, through }: OpenPath,
  network: Network,
): Promise<Seen> {
  const { host } = new URL(network.endpoint);
  const url = `${through ?? `${scheme}://${host}`}/`;
  const visitor = await browser.visit({ url, name: VISITOR, proxy: through === undefined ? undefined : host });
  try {
    return "plays" in expected
      ? await play(visitor, server, network, seconds)
      : await beRefused(visitor, server, expected);
  } finally {
    await visitor.leave();
  }
}

async function beRefused(
  visitor: Visitor,
  server: ServerProcess,
  { refused, logged }: Extract<Expected, { refused: RegExp }>,
): Promise<Seen> {
  await visitor.join();
  await until(`the page says ${String(refused)}`, () => visitor.shows(refused), JOIN_LIMIT_MS);
  await until(`the server logs ${String(logged)}`, () => logged.test(server.log()), LIMIT_MS);
  return { refused: "with a sentence, and a line in the log" };
}

async function play(visitor: Visitor, server: ServerProcess, network: Network, seconds: number): Promise<Seen> {
  const started = performance.now();
  await visitor.join();
  const body = await alive(visitor);
  const bodyMs = performance.now() - started;
  const rival = await TestPlayer.join(server.http, RIVAL);
  try {
    await until(
      "the visitor gets patches",
      async () => (await observe(visitor)).patches > body.patches + SETTLED_PATCHES,
    );
    const fought = await fight(visitor, rival, server, seconds);
    await chat(visitor, rival);
    const backMs = await reconnect(visitor, network, body.id);
    return { ...fought, bodyMs, backMs };
  } finally {
    await rival.leave();
  }
}

const observe = async (visitor: Visitor): Promise<Observed> => {
  const observed = await visitor.observe();
  if (!observed) throw new Error("the page shows no game");
  return observed;
};

/** Waits until the visitor has a body. Throws what the page says instead. */
async function alive(visitor: Visitor): Promise<Observed> {
  const look = async (): Promise<Observed | undefined> => {
    const observed = await visitor.observe();
    return observed?.isAlive && observed.status === "online" ? observed : undefined;
  };
  try {
    return await until("the visitor has a body", look, JOIN_LIMIT_MS);
  } catch (error) {
    const said = (await visitor.text()).replaceAll(/\s+/g, " ").slice(0, MAX_TEXT);
    throw new Error(`the visitor got no body; the page says "${said}"`, { cause: error });
  }
}

/** The visitor and the rival fight for a while. Both shoot. */
async function fight(visitor: Visitor, rival: TestPlayer, server: ServerProcess, seconds: number) {
  const fighter = new Fighter(2);
  rival.play = (frame) => fighter.decide(frame, performance.now());
  const [before, counted] = [await observe(visitor), await countedBy(server.http, TOKEN)];
  // The rival and the cables are in this process.
  const endWatch = watchLoad();
  await visitor.fight(true);
  await delay(seconds * 1000);
  await visitor.fight(false);
  rival.play = () => IDLE;
  const [after, { connections, lostInputs }] = [await observe(visitor), await countedBy(server.http, TOKEN)];
  const { stallMs, waitingShare } = endWatch();
  if (after.shots === before.shots) throw new Error("the visitor has not shot");
  if (after.patches === before.patches) throw new Error("no patches came");
  // The rival has a WebSocket. There is nobody else.
  const plays: TransportName = connections.http > 0 ? "http" : "websocket";
  return {
    plays,
    corrections: after.corrections - before.corrections,
    lostInputs: lostInputs - counted.lostInputs,
    stallMs: Math.max(after.stallMs, stallMs),
    waitingShare,
  };
}

async function chat(visitor: Visitor, rival: TestPlayer): Promise<void> {
  await visitor.say("can you hear me");
  await until(
    "the rival receives a line of chat",
    () => rival.game.takeTalk().some((talk) => talk.type === "chat" && talk.text === "can you hear me"),
    LIMIT_MS,
  );
  rival.game.say("all", "loud and clear");
  await until("the visitor receives a line of chat", () => visitor.shows(/loud and clear/), LIMIT_MS);
}

/** Pulls the cable. Returns the time in ms from when it is plugged in again until patches come, for the same body. */
async function reconnect(visitor: Visitor, network: Network, id: number | undefined): Promise<number> {
  network.cut();
  await until("the page notices the loss", async () => (await visitor.observe())?.status === "reconnecting", LIMIT_MS);
  const { patches } = await observe(visitor);
  network.restore();
  const restored = performance.now();
  await until(
    "the visitor is back in the same body",
    async () => {
      const now = await visitor.observe();
      return now?.status === "online" && now.patches > patches && now.id === id;
    },
    LIMIT_MS,
  );
  return performance.now() - restored;
}
