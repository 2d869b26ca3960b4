import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { request, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { startServer, type ServerProcess } from "../support/server.ts";

const FRIEND = "https://friend.example";
const EVIL = "https://evil.example";
const SEAT = "/matchmake/joinOrCreate/arena";
const PASSWORD = "correct horse";
const OWNER = { authorization: `Basic ${Buffer.from(`host:${PASSWORD}`).toString("base64")}` };

const folder = mkdtempSync(join(tmpdir(), "fray-answers-"));
let server: ServerProcess;
beforeAll(async () => {
  const args = ["--allow-origin", FRIEND, "--base-path", "/fray", "--data-dir", folder];
  server = await startServer({ args, env: { FRAY_ADMIN_PASSWORD: PASSWORD } });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

interface Question {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function ask(path: string, { method = "GET", headers = {}, body = "" }: Question = {}) {
  const asked = request({ host: "127.0.0.1", port: server.port, path, method, headers });
  asked.end(body);
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  await text(response);
  return { status: response.statusCode, headers: response.headers };
}

/** Sends bytes as they are and waits for the end of the connection. */
async function send(bytes: string): Promise<string> {
  const socket = connect(server.port, "127.0.0.1");
  socket.write(bytes);
  return text(socket);
}

const handshake = (headers: string): string =>
  `GET /a/b HTTP/1.1\r\nHost: fray\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${headers}\r\n\r\n`;

describe("an unsupported method of a path is refused with the supported ones", () => {
  test.for(["PUT", "POST", "PATCH", "DELETE", "TRACE", "OPTIONS", "PROPFIND", "QUERY"])("%s", async (method) => {
    for (const path of [
      "/",
      "/fray/",
      "/health",
      "/metrics",
      "/maps/foundry.tmj",
      "/api/history",
      "/nothing",
      "/?a=b",
    ]) {
      expect(await ask(path, { method })).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
    }
    if (method === "POST") return;
    expect(await ask("/admin/", { method, headers: OWNER })).toMatchObject({
      status: 405,
      headers: { allow: "GET, HEAD, POST" },
    });
    if (method === "OPTIONS") return;
    expect(await ask(SEAT, { method })).toMatchObject({ status: 405, headers: { allow: "POST, OPTIONS" } });
  });

  test("while the supported ones are answered", async () => {
    for (const method of ["GET", "HEAD"]) {
      for (const path of ["/", "/fray/", "/health", "/maps/foundry.tmj", "/api/history"])
        expect((await ask(path, { method })).status).toBe(200);
    }
    expect((await ask(SEAT, { method: "POST" })).status).toBe(200);
    expect((await ask(`/fray${SEAT}`, { method: "OPTIONS" })).status).toBe(204);
    const body = "do=close";
    const headers = { ...OWNER, "content-length": String(body.length) };
    expect((await ask("/admin/rooms/none", { method: "POST", headers, body })).status).toBe(303);
  });
});

const CORS = /^access-control-/;
const corsOf = (headers: IncomingMessage["headers"]) => Object.keys(headers).filter((name) => CORS.test(name));

describe("another page may read", () => {
  const paths = ["/", "/health", "/metrics", "/admin/", "/maps/foundry.tmj", "/api/history", "/nothing"];

  test("nothing unless the host allows its site", async () => {
    for (const origin of [EVIL, "null", "", undefined]) {
      const headers = { ...OWNER, ...(origin !== undefined && { origin }) };
      for (const path of paths) expect(corsOf((await ask(path, { headers })).headers)).toEqual([]);
      for (const method of ["POST", "OPTIONS"])
        expect(corsOf((await ask(SEAT, { method, headers })).headers)).toEqual([]);
    }
  });

  test("may be read by a site that the host allows, but nothing behind a password", async () => {
    const headers = { ...OWNER, origin: FRIEND };
    const allowed = { "access-control-allow-origin": FRIEND, "access-control-allow-credentials": "true" };
    for (const path of ["/health", "/maps/foundry.tmj", "/api/history", "/fray/health"])
      expect(await ask(path, { headers })).toMatchObject({ status: 200, headers: allowed });
    for (const method of ["POST", "OPTIONS"])
      expect((await ask(SEAT, { method, headers })).headers).toMatchObject({
        ...allowed,
        "access-control-allow-methods": "POST, OPTIONS",
        vary: expect.stringContaining("Origin"),
      });
    for (const path of ["/", "/admin/", "/ADMIN/", "/metrics"])
      expect(corsOf((await ask(path, { headers })).headers)).toEqual([]);
  });
});

describe("no answer can be interpreted as another content type", () => {
  test.for<[string, string, Question?]>([
    ["the page", "/"],
    ["health", "/health"],
    ["metrics that are off", "/metrics"],
    ["the admin page without the password", "/admin/"],
    ["the admin page", "/admin/", { headers: OWNER }],
    ["a map", "/maps/foundry.tmj"],
    ["statistics", "/api/history"],
    ["statistics asked in no legal way", "/api/history?limit=none"],
    ["a path that leads nowhere", "/nothing"],
    ["the framework's own path", "/__healthcheck"],
    ["the path of the site without its slash", "/fray"],
    ["a seat", SEAT, { method: "POST" }],
    ["a seat for another site's page", SEAT, { method: "POST", headers: { origin: EVIL } }],
    ["a seat nobody can have", "/matchmake/joinById/nothing", { method: "POST" }],
    ["a preflight", SEAT, { method: "OPTIONS", headers: { origin: FRIEND } }],
    ["a method that is refused", "/", { method: "TRACE" }],
    ["a malformed target", "/%zz"],
    ["a body too large", SEAT, { method: "POST", headers: { "content-length": "100000" } }],
  ])("%s", async ([, path, question]) => {
    expect((await ask(path, question)).headers["x-content-type-options"]).toBe("nosniff");
  });

  test.for([
    ["a request that is none", "no HTTP at all\r\n\r\n", "400"],
    ["headers too long", `GET / HTTP/1.1\r\nHost: fray\r\nX: ${"x".repeat(20_000)}\r\n\r\n`, "431"],
    ["a handshake without its key", handshake("Sec-WebSocket-Version: 13"), "400"],
    ["a handshake of another site's page", handshake(`Origin: ${EVIL}`), "403"],
  ] as const)("%s", async ([, bytes, status]) => {
    const answer = await send(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain("\r\nX-Content-Type-Options: nosniff\r\n");
    expect(answer).toContain("\r\nContent-Type: text/plain\r\n");
  });
});

test.for<[string, Question?]>([
  ["/"],
  ["/nothing", { headers: { accept: "text/html" } }],
  ["/admin/", { headers: OWNER }],
])("the page %s may use what the game does of a browser, and no camera or the like", async ([path, question]) => {
  const policy = (await ask(path, question)).headers["permissions-policy"];
  for (const used of ["gamepad", "fullscreen", "clipboard-write", "autoplay"])
    expect(policy).toContain(`${used}=(self)`);
  for (const unused of ["camera", "microphone", "geolocation"]) expect(policy).toContain(`${unused}=()`);
});
