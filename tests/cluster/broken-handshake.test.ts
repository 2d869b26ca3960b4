import { systemRuntime } from "@fray/netcode/core";
import { connectRedis } from "@fray/server/internal/cluster/redis";
import { SharedPresence } from "@fray/server/internal/cluster/shared-presence";
import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { expect, test } from "vitest";

import { Broker } from "../simulate/nodes/broker.ts";
import { until } from "../support/until.ts";

test("a node hears the others again, although Redis has accepted a connection and broken it at once", async () => {
  const broker = new Broker(() => performance.now());
  const sockets: Socket[] = [];
  let breaking = 0;
  const server = createServer((socket) => {
    sockets.push(socket);
    if (breaking-- > 0) socket.on("error", () => {}).once("data", () => socket.destroy());
    else broker.emit("connection", socket);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const redis = await connectRedis(`redis://127.0.0.1:${(server.address() as AddressInfo).port}`, systemRuntime);
  const presence = new SharedPresence(redis);
  await presence.connect();
  const heard: unknown[] = [];
  await presence.subscribe("news", (news: unknown) => heard.push(news));
  // Each of the two connections of a node is broken again when it comes back.
  breaking = 2;
  for (const socket of sockets.splice(0)) socket.destroy();
  await until("both are back", () => sockets.length >= 4);
  await until("the other nodes are heard", async () => {
    await presence.publish("news", "a new room");
    return heard.length > 0;
  });
  expect(heard[0]).toBe("a new room");
  expect(presence.isConnected).toBe(true);
  presence.shutdown();
  server.close();
});
