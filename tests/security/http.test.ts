import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { SERVED_PAGE } from "../support/programs.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const JOIN = "/matchmake/joinOrCreate/arena";
const ASSETS = join(SERVED_PAGE, "assets");

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
afterEach(async () => {
  expect(await (await fetch(`${server.http}/health`)).json()).toMatchObject({ ok: true });
  expect(server.log()).not.toContain("unhandled rejection");
});

/** Sends bytes as they are; `answer` is all that came back so far, `closed` whether the server ended the line. */
function talk(...bytes: string[]) {
  const socket = connect(server.port, "127.0.0.1");
  const line = { socket, answer: "", closed: false };
  socket.on("error", () => {});
  socket.on("data", (chunk: Buffer) => (line.answer += chunk.toString()));
  socket.on("close", () => (line.closed = true));
  for (const part of bytes) socket.write(part);
  return line;
}

const post = (headers: string, body = "") =>
  talk(`POST ${JOIN} HTTP/1.1\r\nHost: fray\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${body}`);

describe("a body longer than any join request", () => {
  test("is refused by the length it declares, before any of it is read", async () => {
    const line = post("Content-Length: 200000000");
    await until("it is answered", () => line.answer.includes("413") && line.closed);
  });

  test("is refused by its bytes when it declares none", async () => {
    const line = post("Transfer-Encoding: chunked");
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    for (let sent = 0; sent < 100 && !line.closed; sent++) {
      line.socket.write(chunk);
      await until("it takes more or is closed", () => !line.socket.writableNeedDrain || line.closed);
    }
    await until("the line is ended", () => line.closed);
    expect(line.socket.bytesWritten).toBeLessThan(100 * 0x10000);
  });

  test("does not refuse an honest one in chunks", async () => {
    const line = post("Transfer-Encoding: chunked", '10\r\n{"name":"Chunky"\r\n1\r\n}\r\n0\r\n\r\n');
    await until("it has a seat", () => line.answer.includes("200 OK") && line.answer.includes("sessionId"));
    line.socket.destroy();
  });

  test("may end in the middle", async () => {
    const line = post("Content-Length: 100", '{"name":');
    line.socket.end();
    await until("the line is ended", () => line.closed);
  });
});

test("a join that offers an upgrade to HTTP/2 is answered over HTTP/1.1", async () => {
  const offer = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA";
  const line = post(`${offer}\r\nContent-Length: 15`, '{"name":"Java"}');
  await until("it has a seat", () => line.answer.includes("200 OK") && line.answer.includes("sessionId"));
  line.socket.destroy();
});

describe("a request with an invalid URL is answered with 400", () => {
  test.for([
    ["a broken IPv6 host", `POST ${JOIN} HTTP/1.1\r\nHost: [::bad\r\n\r\n`],
    ["a host with credentials", `POST ${JOIN} HTTP/1.1\r\nHost: user:word@fray\r\n\r\n`],
    ["a port out of range", `POST ${JOIN} HTTP/1.1\r\nHost: fray:99999\r\n\r\n`],
    ["a target that is no path", "GET http://fray/health HTTP/1.1\r\nHost: fray\r\n\r\n"],
    ["a target that can't be decoded", "GET /%zz HTTP/1.1\r\nHost: fray\r\n\r\n"],
  ] as const)("%s", async ([, request]) => {
    const line = talk(request);
    await until("it is answered", () => line.answer.startsWith("HTTP/1.1 400") && line.closed);
  });

  test("but a proxy's list of protocols is accepted", async () => {
    const line = post("X-Forwarded-Proto: https,http\r\nContent-Length: 2", "{}");
    await until("it has a seat", () => line.answer.includes("sessionId"));
    line.socket.destroy();
  });
});

test.for(["bytes=5-2", "bytes=0-99999999999999999999", "bytes=x-y", "lines=1-2"])(
  "the illegal range %s is ignored: the whole file is sent",
  async (range) => {
    const path = `/assets/${readdirSync(ASSETS).find((file) => file.endsWith(".js"))}`;
    const whole = await (await fetch(`${server.http}${path}`)).text();
    const response = await fetch(`${server.http}${path}`, { headers: { range } });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(whole);
  },
);

test("a legal range is accepted", async () => {
  const response = await fetch(server.http, { headers: { range: "bytes=2-5" } });
  expect(response.status).toBe(206);
  expect(await response.text()).toHaveLength(4);
});

test("a client rebuilt under the running server is served in its new version, and a removed file is a 404", async () => {
  const name = "built-later.txt";
  const file = join(ASSETS, name);
  writeFileSync(file, "new");
  try {
    expect(await (await fetch(`${server.http}/assets/${name}`)).text()).toBe("new");
  } finally {
    rmSync(file);
  }
  expect((await fetch(`${server.http}/assets/${name}`)).status).toBe(404);
});
