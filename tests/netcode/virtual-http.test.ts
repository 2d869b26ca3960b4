import { createServer } from "node:http";
import { expect, test } from "vitest";
import { WebSocketServer } from "ws";

import { pass, settled } from "../support/until.ts";
import { stepper } from "../support/virtual-server.ts";

let aborted = 0;
const http = createServer((request, response) => {
  request.on("close", () => (aborted += Number(!response.writableFinished)));
  if (request.url === "/late") setTimeout(() => response.end("late"), 10_000);
  else if (request.url === "/half") {
    response.writeHead(200, { "content-length": "100" });
    response.write("half");
  } else
    request.toArray().then(
      (body) => {
        response.setHeader("set-cookie", ["a=1", "b=2"]);
        response.end(`${request.method} ${request.url} ${Buffer.concat(body as Buffer[]).toString()}`);
      },
      () => response.destroy(),
    );
});

test("fetch sends a method, a path and a body, and takes a round trip", async () => {
  const { endpoint } = stepper().dial("fetch", http, { roundTripMs: 200 });
  const begin = performance.now();
  const answer = await settled(fetch(`${endpoint}/path?query`, { method: "POST", body: "text" }));
  expect(performance.now() - begin).toBe(200);
  expect(await answer.text()).toBe("POST /path?query text");
  expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
});

test("fetch fails over a link that is cut, before and during the answer", async () => {
  const { endpoint, link } = stepper().dial("cut", http);
  const half = fetch(`${endpoint}/half`)
    .then((answer) => answer.text())
    .catch((error: unknown) => error);
  await pass(100);
  link.cut();
  expect(await settled(half)).toBeInstanceOf(TypeError);
  expect(await settled(fetch(endpoint).catch((error: unknown) => error))).toBeInstanceOf(TypeError);
});

test("a client of HTTP follows the server's end by itself", async () => {
  const { endpoint, link } = stepper().dial("ended", http);
  await settled(fetch(endpoint));
  await pass(10);
  expect(link.connections).toBe(0);
});

test("an aborted fetch is rejected with its reason and closes the connection", async () => {
  const { endpoint, link } = stepper().dial("abort", http);
  const before = aborted;
  const control = new AbortController();
  const late = fetch(`${endpoint}/late`, { signal: control.signal }).catch((error: unknown) => error);
  await pass(100);
  expect(link.connections).toBe(1);
  control.abort(new Error("no longer needed"));
  expect(await settled(late)).toMatchObject({ message: "no longer needed" });
  await pass(10);
  expect(aborted).toBe(before + 1);
  await pass(20_000);
  expect(link.connections).toBe(0);
  const never = fetch(endpoint, { signal: AbortSignal.abort(new Error("at once")) });
  await expect(settled(never)).rejects.toThrow("at once");
});

test("a connection that is kept alive carries several requests, and the server closes it in virtual time", async () => {
  const { endpoint, link } = stepper().dial("alive", http, { roundTripMs: 20 });
  const socket = stepper().connect(endpoint);
  socket.on("end", () => socket.end());
  let heard = "";
  socket.on("data", (bytes: Buffer) => (heard += bytes.toString()));
  for (const path of ["/one", "/two"]) {
    socket.write(`GET ${path} HTTP/1.1\r\nhost: alive\r\n\r\n`);
    await pass(100);
  }
  expect(heard).toContain("GET /one");
  expect(heard).toContain("GET /two");
  await pass(http.keepAliveTimeout - 1000);
  expect(link.connections).toBe(1);
  await pass(3000);
  expect(link.connections).toBe(0);
});

test("a WebSocket that has begun to close is given nothing more, as in a browser", async () => {
  const counting = createServer();
  new WebSocketServer({ server: counting, perMessageDeflate: false }).on("connection", (socket) => {
    const timer = setInterval(() => socket.send("tick"), 10);
    socket.on("close", () => clearInterval(timer));
  });
  const { endpoint } = stepper().dial("closing", counting, { roundTripMs: 200 });
  const socket = new WebSocket(endpoint.replace("http", "ws"));
  let heard = 0;
  socket.onmessage = () => heard++;
  await pass(500);
  expect(heard).toBeGreaterThan(5);
  socket.close();
  const before = heard;
  await pass(150);
  expect(socket.readyState).toBe(WebSocket.CLOSING);
  expect(heard).toBe(before);
  await pass(1000);
});
