import { createRandom } from "@fray/netcode/core";
import { z } from "zod";

import { LobbyGuest } from "../support/lobby-guest.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";
import { attack, type Attack, type Target } from "./attacker.ts";
import { createFrames } from "./frames.ts";
import { HonestPlayer } from "./honest-player.ts";

const ATTACKERS = 4;
const HONEST = 3;
/** Shortest time that patches are counted, in ticks that were due. */
const MIN_TICKS = 60;
/** No limit of joins by address: all attackers come from this one, and it is the frames that are tried. */
const ARGS = ["--joins-per-minute", "0"];
/** A room whose bodies travel as separate snapshot records; see `docs/netcode.md`. */
const LARGE_ROOM = ["--max-players", "100"];
const EXCEPTION = /exception|unhandled|uncaught/i;

/** The result of an attack on one kind of room. */
export interface SocketResult extends Attack {
  readonly target: string;
  /** Traffic of the honest clients during the attack, as a share of their traffic before it. */
  readonly kept: number;
  readonly logBytes: number;
  readonly exceptions: number;
}

interface Fuzz {
  readonly frames: number;
  readonly seed: number;
}

/** Attacks a small room, a large room and a lobby, each on a separate server with default logging. */
export async function fuzzSockets({ frames, seed }: Fuzz): Promise<SocketResult[]> {
  const each = { frames: Math.ceil(frames / 3), seed };
  return [
    await onServer("small room", ARGS, (server) => fuzzArena(server, each)),
    await onServer("large room", [...ARGS, ...LARGE_ROOM], (server) => fuzzArena(server, each)),
    await onServer("lobby", ARGS, (server) => fuzzLobby(server, each)),
  ];
}

async function onServer(
  target: string,
  args: readonly string[],
  fuzz: (server: ServerProcess) => Promise<Attack & { kept: number }>,
): Promise<SocketResult> {
  const server = await startServer({ args });
  try {
    const result = await fuzz(server);
    const log = server.log();
    const exceptions = log.split("\n").filter((line) => EXCEPTION.test(line)).length;
    return { target, ...result, logBytes: Buffer.byteLength(log), exceptions };
  } finally {
    await server.stop();
  }
}

async function fuzzArena(server: ServerProcess, fuzz: Fuzz): Promise<Attack & { kept: number }> {
  const first = await HonestPlayer.join(server.url);
  const { roomId } = first.room;
  const players = [first];
  while (players.length < HONEST) players.push(await HonestPlayer.join(server.url, roomId));
  await until("all get patches", () => players.every(({ traffic }) => traffic.patches > 0));
  const share = async (during: () => Promise<void>): Promise<number> => {
    const ticksBefore = await ticksDue(server, roomId);
    const patchesBefore = players.map(({ traffic }) => traffic.patches);
    await during();
    const ticks = await until("enough ticks", async () => {
      const due = (await ticksDue(server, roomId)) - ticksBefore;
      return due >= MIN_TICKS && due;
    });
    const patches = players.map(({ traffic }, index) => traffic.patches - (patchesBefore[index] ?? 0));
    return Math.min(...patches) / ticks;
  };
  const calm = await share(async () => {});
  const tally = { sent: 0, connections: 0, ended: 0 };
  const { http, url } = server;
  const attacked = await share(() => attackAll({ http, url, method: "joinById", room: roomId }, fuzz, tally));
  for (const player of players) await player.leave();
  return { ...tally, kept: attacked / calm };
}

/**
 * A lobby sends nothing regularly, so the honest clients' chat must reach all of them, during the attack and after
 * it.
 */
async function fuzzLobby(server: ServerProcess, fuzz: Fuzz): Promise<Attack & { kept: number }> {
  const guests: LobbyGuest[] = [];
  while (guests.length < HONEST) guests.push(await LobbyGuest.join(server.url, { name: "Honest" }));
  const tally = { sent: 0, connections: 0, ended: 0 };
  const { http, url } = server;
  const talk = async (when: string): Promise<number> => {
    for (const [index, guest] of guests.entries()) guest.say("chat", { text: `${when} ${index}` });
    const heard = (): number => guests.reduce((sum, guest) => sum + heardBy(guest, when), 0);
    await until("everybody hears everybody", () => heard() === HONEST ** 2).catch(() => {});
    return heard() / HONEST ** 2;
  };
  const attacking = attackAll({ http, url, method: "joinOrCreate", room: "lobby" }, fuzz, tally);
  const kept = [await talk("during")];
  await attacking;
  kept.push(await talk("after"));
  for (const guest of guests) await guest.leave();
  return { ...tally, kept: Math.min(...kept) };
}

const heardBy = ({ heard }: LobbyGuest, when: string): number =>
  heard.chat.filter(({ text }) => text.startsWith(when)).length;

async function attackAll(target: Target, { frames, seed }: Fuzz, tally: Attack): Promise<void> {
  const make = createFrames(createRandom(seed));
  let left = frames;
  const next = (): Uint8Array | undefined => (left-- > 0 ? make() : undefined);
  await Promise.all(Array.from({ length: ATTACKERS }, () => attack(target, next, tally)));
}

const Health = z.object({
  rooms: z.array(z.object({ roomId: z.string(), tick: z.object({ ticks: z.number(), dropped: z.number() }) })),
});

/** Ticks of a room so far, those included that never ran. */
async function ticksDue({ http }: ServerProcess, roomId: string): Promise<number> {
  const { rooms } = Health.parse(await (await fetch(`${http}/health`)).json());
  const tick = rooms.find((room) => room.roomId === roomId)?.tick;
  return tick ? tick.ticks + tick.dropped : 0;
}
