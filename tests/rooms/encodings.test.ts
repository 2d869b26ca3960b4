import { Client, type Room } from "@colyseus/sdk";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import type { ServerMessages } from "@fray/shared-state/protocol/messages";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { followState, READS_RECORDS } from "@fray/shared-state/sync/follow-state";
import { afterEach, expect, test } from "vitest";

import { contextHere, onlyRoom } from "../security/in-process.ts";
import { namesSentTo } from "../support/declared-fields.ts";
import { settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

type Joined = Room<unknown, ArenaState>;
const { records: RECORDS } = READS_RECORDS;
const SCHEMA = "schema";

let server: VirtualServer | undefined;
afterEach(() => server?.stop());

const start = async (...args: string[]): Promise<string> => {
  server = await startVirtual({ args: ["--map", "duel", ...args] });
  return server.url;
};

/** Joins with the types of the state, as whoever writes a client in TypeScript. */
async function join(url: string, name: string, options: { records?: string; token?: string } = {}): Promise<Joined> {
  const room = new Client(url).joinOrCreate<ArenaState>("arena", { name, ...options }, ArenaState);
  return prepared(await settled(room));
}

function prepared(joined: Joined): Joined {
  const room = followState(joined);
  room.reconnection.minUptime = 0;
  room.onMessage("*", () => {});
  return room;
}

/** Waits until a client holds its own body and another, both as the server has them. */
const agrees = ({ state, sessionId: own }: Joined): Promise<unknown> =>
  until("it holds what the server has", () => {
    const { players } = onlyRoom().state;
    const isSame = Array.from(state.players ?? [], ([sessionId, player]) => {
      const names = namesSentTo("identity", "seen", ...(sessionId === own ? (["owner"] as const) : []));
      const truth = players.get(sessionId);
      return truth !== undefined && names.every((name) => player[name] === truth[name]);
    });
    return isSame.length > 1 && isSame.every(Boolean) && state.players.has(own);
  });

test.for(["8", "100"])("each client of a room of %s places is told which encoding it gets", async (places) => {
  const url = await start("--max-players", places);
  const rooms = [
    await join(url, "Ours", READS_RECORDS),
    await join(url, "With types"),
    prepared(await settled(new Client(url).joinOrCreate<ArenaState>("arena", { name: "By reflection" }))),
    await join(url, "Of tomorrow", { records: "fray-records-of-tomorrow" }),
  ];
  expect(rooms.map(({ serializerId }) => serializerId)).toEqual([RECORDS, SCHEMA, SCHEMA, SCHEMA]);
  for (const room of rooms) await agrees(room);
});

test("a reconnection changes neither the encoding nor what a client holds", async () => {
  const url = await start();
  const rooms = [await join(url, "Ours", READS_RECORDS), await join(url, "Stock")];
  for (const room of rooms) await agrees(room);
  for (const room of rooms) {
    const before = room.serializerId;
    const entry = () => onlyRoom().state.roster.get(room.sessionId);
    room.connection.transport.close();
    await until("its line is down", () => entry()?.connected === false);
    await until("it is back", () => entry()?.connected === true && room.connection.isOpen);
    expect(room.serializerId).toBe(before);
    for (const each of rooms) await agrees(each);
  }
  expect(rooms.map(({ serializerId }) => serializerId)).toEqual([RECORDS, SCHEMA]);
});

test("whoever takes a held place over gets the encoding that the new client reads, also in a full room", async () => {
  const url = await start("--max-players", "2", "--max-rooms", "1");
  const ours = await join(url, "Ours", READS_RECORDS);
  let last: Joined | undefined;
  let token = "";
  for (const options of [READS_RECORDS, {}, READS_RECORDS]) {
    const joining = new Client(url).joinById<ArenaState>(ours.roomId, { name: "Bob", token, ...options }, ArenaState);
    const bob = followState(await settled(joining));
    bob.reconnection.enabled = false;
    bob.onMessage<ServerMessages["identity"]>("identity", (identity) => (token = identity.token));
    bob.onMessage("*", () => {});
    expect(bob.serializerId).toBe("records" in options ? RECORDS : SCHEMA);
    await agrees(bob);
    await agrees(ours);
    await until("it has been told who it is", () => token);
    if (last) expect(bob.sessionId).toBe(last.sessionId);
    last = bob;
    bob.connection.transport.close();
    await until("its line is down", () => onlyRoom().state.roster.get(bob.sessionId)?.connected === false);
  }
});

test("a host can refuse all clients that read no records, and no room is opened for them", async () => {
  const url = await start("--stock-share", "0");
  const refusal = { code: JOIN_REFUSED.unreadable };
  await expect(join(url, "Stock")).rejects.toMatchObject(refusal);
  await expect(settled(new Client(url).create("arena", { name: "Stock" }))).rejects.toMatchObject(refusal);
  expect(contextHere().arenas.size).toBe(0);
  const ours = await join(url, "Ours", READS_RECORDS);
  await expect(settled(new Client(url).joinById(ours.roomId))).rejects.toMatchObject(refusal);
  await settled(ours.leave());
});
