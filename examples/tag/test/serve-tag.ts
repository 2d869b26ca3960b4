import { defineRoom, defineServer } from "@colyseus/core";
import { WebSocketTransport } from "@colyseus/ws-transport";
import { systemRuntime as runtime } from "@fray/netcode/core";
import { PollServer, roomOf, TickPhases } from "@fray/netcode/server";
import { type LinkOptions, Stepper } from "@fray/netcode/testing";
import { createServer } from "node:http";

import { joinTag } from "../src/client/join-tag.ts";
import { createGame } from "../src/client/tag-game.ts";
import { type Input, ROOM } from "../src/rules/state.ts";
import { TagRoom } from "../src/server/tag-room.ts";

/** About 60 frames a second. */
const FRAME_MS = 16;

/** The stepper of this test file, which its setup has made. The platform's own runtime runs in its virtual time. */
export const ownStepper = (): Stepper => Stepper.current ?? new Stepper();

/** Starts a server of tag. It never asks the operating system for a connection. */
export async function serveTag() {
  const stepper = ownStepper();
  const http = createServer();
  const transport = new WebSocketTransport({ server: http });
  const server = defineServer({
    rooms: { [ROOM]: defineRoom(roomOf(TagRoom, { runtime, phases: new TickPhases() })) },
    transport,
    greet: false,
  });
  await stepper.settled(server.listen(0));
  const polls = new PollServer(transport, { runtime });
  polls.listen(http);
  const stop = async (): Promise<void> => {
    await stepper.settled(server.gracefullyShutdown(false));
    polls.stop();
  };
  return { http, polls, stop };
}

/** Joins as a page does, and draws frames into nothing. `decide` returns the player's input for each frame. */
export async function joinAs(
  name: string,
  http: Awaited<ReturnType<typeof serveTag>>["http"],
  options: LinkOptions,
  decide: (self: { x: number; y: number }) => Input,
) {
  const stepper = ownStepper();
  const { endpoint, link } = stepper.dial(name, http, options);
  const game = createGame(runtime, await stepper.settled(joinTag(endpoint, name)));
  const frames = setInterval(() => game.frame(performance.now(), decide(game.own)), FRAME_MS);
  game.room.onLeave(() => clearInterval(frames));
  return { game, link };
}
