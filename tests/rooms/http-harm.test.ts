import { createRandom, POLL_PATH, type Random } from "@fray/netcode/core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi, type MockInstance } from "vitest";

import { pass, until } from "../support/until.ts";
import { playHere } from "../support/virtual-bots.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const BOTS = 3;
const HARM_MS = 5000;

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: "--map duel --max-players 100 --connections-per-address 1000".split(" ") });
});
afterAll(() => server.stop());
const platformFetch = globalThis.fetch;
/** The framework's decoders say there what they can't read. */
let warned: MockInstance<typeof console.warn>;
beforeEach(() => void (warned = vi.spyOn(console, "warn").mockImplementation(() => {})));
afterEach(() => {
  globalThis.fetch = platformFetch;
  warned.mockRestore();
});

const unreadable = (): string[] => warned.mock.calls.map(String).filter((text) => text.includes("@colyseus/schema"));

/** Makes bots play over HTTP. */
function play(count: number) {
  const bots = playHere("--url", server.url, "--transport", "http", "--count", String(count), "--json", "--quiet");
  return { ...bots, report: () => bots.report() as { readonly patchGapMs: { readonly max: number } } };
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Passes the parts of a stream on, late and in lumps, and breaks it off now and then. */
function harmStream(answer: Response, random: Random, isOn: () => boolean): Response {
  let stallUntil = 0;
  const changed = new TransformStream<Uint8Array, Uint8Array>({
    async transform(bytes, controller) {
      if (!isOn()) {
        controller.enqueue(bytes);
        return;
      }
      if (random() < 0.01) stallUntil = performance.now() + random() * 3000;
      await delay(Math.max(random() * 20, stallUntil - performance.now()));
      const cut = random() < 0.01 ? Math.floor(random() * bytes.length) : bytes.length;
      controller.enqueue(bytes.subarray(0, cut));
      if (cut < bytes.length) controller.error(new TypeError("cut"));
    },
  });
  return new Response(answer.body?.pipeThrough(changed) ?? null, answer);
}

/** While it `isOn`, requests and answers come late, twice or never. */
function harm(random: Random, isOn: () => boolean): void {
  globalThis.fetch = async (...asked) => {
    const [address] = asked;
    if (typeof address !== "string" || !address.endsWith(POLL_PATH)) return platformFetch(...asked);
    if (isOn()) await delay(random() * 60);
    if (isOn() && random() < 0.03) throw new TypeError("the request is lost");
    if (isOn() && random() < 0.1) void platformFetch(...asked).catch(() => {});
    const answer = await platformFetch(...asked);
    if (answer.headers.has("x-accel-buffering")) return harmStream(answer, random, isOn);
    if (isOn()) await delay(random() * 60);
    if (isOn() && random() < 0.03) throw new TypeError("the answer is lost");
    return answer;
  };
}

const streams = async (): Promise<number> =>
  Number(/^fray_poll_streams (\d+)/m.exec(await server.context.metrics.exposition())?.[1]);

test.for([1, 2])(
  "a line that loses, repeats, delays and cuts leaves no hole in what bots read, seed %i",
  async (seed) => {
    let isHarming = false;
    harm(createRandom(seed), () => isHarming);
    const bots = play(BOTS);
    await until("streams are in use", async () => (await streams()) === BOTS);
    isHarming = true;
    await pass(HARM_MS);
    isHarming = false;
    await pass(1000);
    const report = bots.report();
    expect(report).toMatchObject({ playing: BOTS, disconnects: {}, decodeErrors: {} });
    expect(report.patchGapMs.max).toBeLessThan(1500);
    expect(unreadable()).toEqual([]);
    await bots.stop();
  },
);
