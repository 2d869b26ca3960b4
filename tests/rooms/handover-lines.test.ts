import type { Link } from "@fray/netcode/testing";
import type { ArenaRoom } from "@fray/server/internal/rooms/arena-room";
import { afterEach, beforeEach, expect, test } from "vitest";

import { TestPlayer } from "../support/player.ts";
import { pass, until } from "../support/until.ts";
import { playHere } from "../support/virtual-bots.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { hand, handOverHere, roomOf } from "./hand-over-here.ts";

const BOTS = 6;
/** A client notices a silent connection after 2 s, and tries again for 2 s and more. */
const BACK_WITHIN_MS = 8000;

let server: VirtualServer;
beforeEach(async () => {
  const args = ["--map", "kiln", "--mode=", "--round-seconds", "300", "--max-players", "24", "--joins-per-minute", "0"];
  server = await startVirtual({ args });
  handOverHere(server);
});
afterEach(() => server.stop());

const membersOf = ({ state }: ArenaRoom) =>
  Array.from(state.roster.values(), ({ id, name, bot }) => ({ id, name, bot })).toSorted((a, b) => a.id - b.id);
const areAllIn = ({ state }: ArenaRoom): boolean =>
  Array.from(state.roster.values()).every(({ connected }) => connected);

/** After this time the server has answered an attempt, and the answer has not arrived. */
const ANSWERED_MS = 150;
/** After this time the answer has arrived, and the server does not know. */
const CONFIRMED_MS = 220;

/** What happens to the lines of bots and of a person while their room moves, and until when. */
const FATES: readonly (readonly [
  string,
  (lines: readonly Link[]) => Promise<void>,
  (lines: readonly Link[]) => void,
])[] = [
  [
    "are down for 4 s",
    async (lines) => lines.forEach((line) => line.cut()),
    (lines) => lines.forEach((line) => line.restore()),
  ],
  ["go silent at that moment", async (lines) => lines.forEach((line) => line.silence()), () => {}],
  ["are so slow that attempts take 4 s", async (lines) => lines.forEach((line) => line.stall(4000)), () => {}],
  ["broke a moment ago, while attempts are answered", returning(ANSWERED_MS), () => {}],
  ["broke a moment ago, while answers are confirmed", returning(CONFIRMED_MS), () => {}],
];

/** The lines break, and after some time a part of the return is over. */
function returning(ms: number) {
  return async (lines: readonly Link[]): Promise<void> => {
    lines.forEach((line) => line.breakConnections());
    await pass(ms);
  };
}

test.for(FATES)(
  "bots and people whose lines %s keep their numbers in the room at the other node",
  async ([, begin, end]) => {
    const ways = [server.dial({ roundTripMs: 40 }), server.dial({ roundTripMs: 100 })] as const;
    const owner = await TestPlayer.join(server.http, "Owner", { create: { mode: "ffa", bots: 0, maxPlayers: 24 } });
    const old = roomOf(owner.game.roomId);
    const ann = await TestPlayer.join(ways[0].endpoint, "Ann", { roomId: old.roomId });
    const url = ways[1].endpoint.replace("http", "ws");
    const bots = playHere("--url", url, "--count", String(BOTS), "--room", old.roomId, "--ramp", "100/s");
    await until("all are in", () => old.state.roster.size === BOTS + 2 && bots.counters.joined === BOTS);
    await until("the round counts", () => old.state.match.phase === 1);
    const members = membersOf(old);
    const lines = ways.map(({ link }) => link);
    await begin(lines);
    const next = await hand(old);
    await pass(4000);
    end(lines);
    const restored = performance.now();
    await until("all are back", () => next.state.roster.size > 0 && areAllIn(next));
    expect(performance.now() - restored).toBeLessThan(BACK_WITHIN_MS);
    expect(membersOf(next)).toEqual(members);
    expect(server.context.arenas.size).toBe(1);
    expect(ann.game.status().state).toBe("online");
    expect(bots.report()).toMatchObject({ joined: BOTS, disconnects: {} });
    await bots.stop();
    for (const player of [ann, owner]) await player.leave();
  },
);
