import { Client } from "@colyseus/sdk";
import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer({ args: ["--tick-rate", "40"] });
});
afterAll(() => server.stop());

/** The view of a client with nothing but the SDK: no import of ours, the schema by reflection. */
const Roster = z.record(
  z.string(),
  z.object({ name: z.string(), bot: z.boolean(), kills: z.number(), deaths: z.number(), ping: z.number() }),
);
const Players = z.record(
  z.string(),
  z.object({ x: z.number(), y: z.number(), health: z.number(), alive: z.boolean() }),
);

describe("a stock SDK client", () => {
  test("joins by reflection, reads roster and players, moves, and learns the tick rate", async () => {
    const room = await new Client(server.url).joinOrCreate("arena", { name: "Stock" });
    const State = z.object({ roster: Roster, players: Players });
    await until("its state is here", () => room.state.players);
    const state = () => State.parse(JSON.parse(JSON.stringify(room.state)));
    await until("its body is alive", () => state().players[room.sessionId]?.alive);
    expect(state().roster[room.sessionId]).toMatchObject({ name: "Stock", bot: false });

    const input = room.input<{ moveX: number }>();
    expect(input.tickRate).toBe(40);
    const start = state().players[room.sessionId];
    let sent = 0;
    await until("it has moved", () => {
      // Walks in both directions: the body may have spawned next to a wall.
      input.data.moveX = sent++ % 200 < 100 ? 1 : -1;
      input.send();
      return Math.abs((state().players[room.sessionId]?.x ?? 0) - (start?.x ?? 0)) > 1;
    });
    await room.leave();
  });

  test("gets a readable name, and its claims are ignored", async () => {
    const room = await new Client(server.url).joinOrCreate("arena", {
      name: "  Zo\u0065\u0301\u202e  <b>the\u0000 very long named</b>",
      settings: { map: "nowhere", maxPlayers: 1e9 },
      kills: 99,
    });
    const entry = await until("its entry is there", () => room.state.roster?.get(room.sessionId));
    expect(entry).toMatchObject({ name: "Zo\u00e9 <b>the very", kills: 0 });
    await room.leave();
  });

  test.for([{ name: 7 }, { name: { length: 3 } }, { bot: "yes" }])(
    "is refused with a reason for %o",
    async (options) => {
      await expect(new Client(server.url).joinOrCreate("arena", options)).rejects.toMatchObject({
        code: 422,
        message: expect.stringContaining("join option"),
      });
    },
  );

  test("can open a new room, and owns it", async () => {
    const room = await new Client(server.url).create("arena", { name: "Owner", room: { name: "Den" } });
    room.onMessage("*", () => {});
    const entry = () => room.state.roster?.get(room.sessionId);
    await until("it is in", entry);
    expect(room.state.room).toMatchObject({ name: "Den", owner: entry()?.id });
    await room.leave();
  });
});

test("GET /health answers 200 with ok once rooms can be joined", async () => {
  const response = await fetch(`${server.http}/health`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ ok: true, players: 0 });
});

test("the page and the maps come from the same port", async () => {
  const page = await fetch(server.http);
  expect(page.headers.get("content-type")).toContain("text/html");
  expect(await (await fetch(`${server.http}/maps/foundry.tmj`)).json()).toMatchObject({ type: "map" });
});

test.for(["/maps/../package.json", "/maps/..%2fpackage.json", "/maps/..%2fpackage.tmj", "/maps/nowhere.tmj", "/maps/"])(
  "nothing but maps comes from under /maps: %s is not there",
  async (path) => {
    // `fetch` would resolve the dots before it asks.
    const asked = request({ port: server.port, host: "127.0.0.1", path }).end();
    const [response] = (await once(asked, "response")) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(404);
  },
);
