import { readdirSync } from "node:fs";
import { request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { TestPlayer } from "../support/player.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const ASSETS = new URL("../../packages/game-client/dist/assets/", import.meta.url);
const BASE = "/fray";

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer({ args: ["--base-path", BASE] });
});
afterAll(() => server.stop());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Asks as it is, without the decompression and redirects that `fetch` adds. */
function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ask = request({ host: "127.0.0.1", port: server.port, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      });
    });
    ask.on("error", reject).end();
  });
}

const script = readdirSync(ASSETS).find((name) => /^phaser.*\.js$/.test(name)) ?? "";

describe("the page", () => {
  test("may connect to its own server and load from it, and nothing else", async () => {
    const { status, headers } = await get(`${BASE}/`);
    expect(status).toBe(200);
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${server.port} wss://127.0.0.1:${server.port}`);
    expect(policy).not.toContain("unsafe");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["cache-control"]).toBe("no-cache");
    expect(headers["access-control-allow-origin"]).not.toBe("*");
  });

  test("is compressed as the browser prefers, and its parts are cached permanently by their hash", async () => {
    const plain = await get(`${BASE}/assets/${script}`);
    const brotli = await get(`${BASE}/assets/${script}`, { "accept-encoding": "gzip, deflate, br" });
    const gzip = await get(`${BASE}/assets/${script}`, { "accept-encoding": "gzip" });
    expect([brotli.headers["content-encoding"], gzip.headers["content-encoding"]]).toEqual(["br", "gzip"]);
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    expect(brotli.body.length).toBeLessThan(plain.body.length / 3);
    expect(brotli.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(brotli.headers["content-type"]).toContain("javascript");
    const map = await get(`${BASE}/maps/foundry.tmj`, { "accept-encoding": "gzip" });
    expect(map.headers["content-encoding"]).toBe("gzip");
    expect(JSON.parse(gunzipSync(map.body).toString())).toMatchObject({ type: "map" });
  });

  test("is not loaded again while it is unchanged", async () => {
    const first = await get(`${BASE}/`);
    const again = await get(`${BASE}/`, { "if-none-match": String(first.headers["etag"]) });
    expect(again.status).toBe(304);
  });
});

describe("under a path of a site", () => {
  test("a client can play, whether or not a proxy removes the path", async () => {
    for (const path of [`${BASE}/`, "/"]) {
      const player = await TestPlayer.join(`${server.http}${path}`);
      await until("the player is in", () => player.frame?.self?.alive);
      await player.leave();
    }
  });

  test("the path without its slash redirects there", async () => {
    const { status, headers } = await get(BASE);
    expect([status, headers["location"]]).toEqual([308, `${BASE}/`]);
  });
});

describe("a missing page", () => {
  test("an error is a sentence with a way back for a person, and JSON for a program", async () => {
    const page = await get(`${BASE}/no/such/page`, { accept: "text/html" });
    expect(page.status).toBe(404);
    expect(page.body.toString()).toContain("Nothing here");
    expect(page.body.toString()).toContain(`href="${BASE}/"`);
    const json = await get("/nothing", { accept: "application/json" });
    expect(JSON.parse(json.body.toString())).toEqual({ code: 404, error: "This server has no such page." });
  });
});
