import { defineRoom, defineServer } from "@colyseus/core";
import { WebSocketTransport } from "@colyseus/ws-transport";
import { Pacer } from "@fray/netcode/client";
import { systemRuntime } from "@fray/netcode/core";
import { guardHandshakes, guardHttp, MAX_FRAME_BYTES, PollServer, roomOf, TickPhases } from "@fray/netcode/server";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import sirv from "sirv";

import { joinBots } from "../bots/join-bots.ts";
import { ROOM } from "../rules/state.ts";
import { TagRoom } from "./tag-room.ts";

const options = { port: { type: "string", default: "2568" }, bots: { type: "string", default: "5" } } as const;
const { port, bots } = parseArgs({ options }).values;
const folder = fileURLToPath(new URL("../../dist", import.meta.url));
const page = sirv(folder, { setHeaders: (reply) => reply.setHeader("Content-Security-Policy", "default-src 'self'") });

const http = createServer();
const transport = new WebSocketTransport({ server: http, maxPayload: MAX_FRAME_BYTES });
guardHandshakes(transport);
await defineServer({
  rooms: { [ROOM]: defineRoom(roomOf(TagRoom, { runtime: systemRuntime, phases: new TickPhases() })) },
  transport,
  greet: false,
  express: (app) => void app.get("/", page).use(page),
}).listen(Number(port));
// Players whose WebSockets do not pass come over plain HTTP.
guardHttp(http, new PollServer(transport, { runtime: systemRuntime }).listen(http));
const address = `localhost:${Object(http.address()).port}`;
await joinBots(new Pacer(systemRuntime), `ws://${address}`, Number(bots));
console.log(`Tag is at http://${address}`);
