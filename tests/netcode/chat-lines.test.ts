import type { Talk } from "@fray/game-client/internal/connection/game-connection";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { TestPlayer } from "../support/player.ts";
import { pass, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { Network } from "./network.ts";

const LINE = { roundTripMs: 80 };
/** As often as one may speak. */
const PAUSE_MS = 1500;
const KEPT = 50;

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel", "--joins-per-minute", "0"] });
});
afterAll(() => server.stop());

interface Speaker {
  readonly network: Network;
  readonly player: TestPlayer;
  readonly heard: string[];
}
const speakers: Speaker[] = [];
afterEach(async () => {
  for (const { player } of speakers.splice(0)) await player.leave();
});

async function join(name: string, options: { spectate?: boolean } = {}): Promise<Speaker> {
  const network = new Network(server, LINE);
  const player = await TestPlayer.join(network.endpoint, name, options);
  const speaker = { network, player, heard: [] as string[] };
  const isLine = (talk: Talk) => talk.type === "chat";
  player.onFrame = () => {
    for (const talk of player.game.takeTalk()) if (isLine(talk)) speaker.heard.push(talk.text);
  };
  speakers.push(speaker);
  await until(`${name} plays`, () => player.game.stats().patches > 10);
  return speaker;
}

const state = ({ player }: Speaker) => player.game.status().state;

test("nothing that is said on either side of a cut is lost or said twice", async () => {
  const [ann, bob] = [await join("Ann"), await join("Bob")];
  bob.network.cut();
  await until("Bob is away", () => state(bob) === "reconnecting");
  ann.player.game.say("all", "one");
  bob.player.game.say("all", "two");
  await pass(5000);
  ann.player.game.say("all", "three");
  await pass(200);
  bob.network.restore();
  await until("Bob is back and heard", () => ann.heard.includes("two"));
  await pass(1000);
  expect(ann.heard).toEqual(["one", "three", "two"]);
  expect(bob.heard).toEqual(["one", "three", "two"]);
});

test("a line that was written into a silent connection is said when the next one is up", async () => {
  const [ann, bob] = [await join("Ann"), await join("Bob")];
  bob.network.switchOver();
  bob.player.game.say("all", "hello?");
  await until("Bob is back and heard", () => ann.heard.includes("hello?"));
  await pass(1000);
  expect(ann.heard).toEqual(["hello?"]);
  expect(bob.heard).toEqual(["hello?"]);
});

test("a line that arrived, and whose echo was lost, is not said again", async () => {
  const [ann, bob] = [await join("Ann"), await join("Bob")];
  bob.player.game.say("all", "ﬁne");
  await pass(LINE.roundTripMs * 0.7);
  bob.network.cut();
  await until("it was heard", () => ann.heard.includes("fine"));
  bob.network.restore();
  await until("Bob has caught up", () => bob.heard.includes("fine"));
  await pass(1000);
  expect(ann.heard).toEqual(["fine"]);
  expect(bob.heard).toEqual(["fine"]);
});

test("a line that the server refused is not said again after a cut", async () => {
  const [ann, bob] = [await join("Ann"), await join("Bob")];
  bob.player.game.say("team", "to nobody");
  await pass(6000);
  bob.network.cut();
  await until("Bob is away", () => state(bob) === "reconnecting");
  bob.network.restore();
  await until("Bob is back", () => state(bob) === "online");
  await pass(1000);
  expect(bob.heard).toEqual([]);
  expect(ann.heard).toEqual([]);
});

test("a newcomer is shown the last 50 lines, but none to a team", async () => {
  // Many speak, because one may speak only now and then.
  const people = await Promise.all(["Ann", "Bob", "Cid", "Dan", "Eve"].map((name) => join(name)));
  const eye = await join("Eye", { spectate: true });
  const lines = Array.from({ length: KEPT + 2 }, (_, index) => `line ${index}`);
  for (const [index, line] of lines.entries()) {
    people[index % people.length]?.player.game.say("all", line);
    await pass(PAUSE_MS / people.length);
  }
  eye.player.game.say("team", "among us");
  await pass(PAUSE_MS);
  const ivy = await join("Ivy", { spectate: true });
  await pass(200);
  expect(ivy.heard).toEqual(lines.slice(1 - KEPT));
  expect(eye.heard).toEqual([...lines, "among us"]);
});

test("who was away is shown what was said to their team", async () => {
  const [ann, eve] = [await join("Ann", { spectate: true }), await join("Eve", { spectate: true })];
  eve.network.cut();
  await until("Eve is away", () => state(eve) === "reconnecting");
  ann.player.game.say("team", "where are you?");
  await pass(1000);
  eve.network.restore();
  await until("Eve reads it", () => eve.heard.includes("where are you?"));
  expect(eve.heard).toEqual(["where are you?"]);
});
