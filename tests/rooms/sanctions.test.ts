import { matchMaker } from "@colyseus/core";
import { Client, type SeatReservation } from "@colyseus/sdk";
import { ArenaConnection } from "@fray/bot-client/internal/connection/arena-connection";
import { TransportChoice } from "@fray/netcode/client";
import { systemRuntime, writeExchange } from "@fray/netcode/core";
import type { Ask } from "@fray/server/internal/storage/queries";
import type { Report } from "@fray/server/internal/storage/report";
import type { Sanction } from "@fray/server/internal/storage/sanction";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { LobbyGuest } from "../support/lobby-guest.ts";
import { poll, Poller } from "../support/poller.ts";
import { pass, settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { hand, handOverHere } from "./hand-over-here.ts";

const ID = "00000000-0000-4000-8000-000000000001";
const ARGS = ["--map", "duel", "--joins-per-minute", "0", "--bots", "0"];

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ARGS });
});
afterEach(() => server.context.moderation.lift(ID));
afterAll(() => server.stop());

function sanctionOf(changes: Partial<Sanction>): Sanction {
  const createdAt = server.context.moderation.now;
  const common = { id: ID, kind: "ban", by: "player", target: "", name: "Eve", reason: "spam", author: "Mo" } as const;
  return { ...common, createdAt, endsAt: createdAt + 3_600_000, ...changes };
}

const identityOf = ({ heard }: Guest) => heard.identity[0] ?? { id: "", token: "" };
/** Joins from an address of the person's own. */
const joinFrom = (address: string, options: object = {}) =>
  Guest.join(server.dial({ address }).endpoint.replace("http", "ws"), options);
const BANNED = { code: JOIN_REFUSED.bannedFromServer, message: expect.stringMatching(/until 2.* UTC\. Reason: spam/) };

describe("a ban by the people who run the server", () => {
  test("removes a person at once, tells why, and keeps out that identity alone, as player, spectator and in the lobby", async () => {
    const eve = await joinFrom("192.0.2.7", { name: "Eve" });
    const neighbour = await joinFrom("192.0.2.7", { name: "Ned" });
    const { id, token } = identityOf(eve);
    const lobby = await LobbyGuest.join(server.url, { token });
    let lobbyClosed: number | undefined;
    lobby.room.onLeave((code) => (lobbyClosed = code));
    server.context.moderation.impose(sanctionOf({ target: id }));
    await until("Eve is out", () => eve.closed !== undefined && lobbyClosed !== undefined);
    expect(lobbyClosed).toBe(CLOSE.bannedFromServer);
    expect(eve.closed).toBe(CLOSE.bannedFromServer);
    expect(eve.heard.notice.at(-1)).toMatchObject({ code: "banned", text: BANNED.message });
    for (const options of [{ token }, { token, spectate: true }])
      await expect(joinFrom("192.0.2.99", options)).rejects.toMatchObject(BANNED);
    await expect(LobbyGuest.join(server.url, { token })).rejects.toMatchObject(BANNED);
    expect(neighbour.closed).toBeUndefined();
    const pupil = await joinFrom("192.0.2.7", { name: "New" });
    await Promise.all([neighbour.leave(), pupil.leave()]);
  });

  test("of a network keeps out everybody and every bot in it, and nobody beside it", async () => {
    const inside = await joinFrom("2001:db8:0:1::5", { name: "In" });
    const outside = await joinFrom("2001:db8:0:2::5", { name: "Out" });
    server.context.moderation.impose(sanctionOf({ by: "network", target: "2001:db8:0:1::/64" }));
    await until("they are out", () => inside.closed !== undefined);
    const { token } = identityOf(inside);
    const there = "2001:db8:0:1:ffff::1";
    for (const options of [{}, { token }, { bot: true }, { token, spectate: true }])
      await expect(joinFrom(there, options)).rejects.toMatchObject(BANNED);
    const lobby = LobbyGuest.join(server.dial({ address: there }).endpoint.replace("http", "ws"), { token });
    await expect(lobby).rejects.toMatchObject(BANNED);
    expect(outside.closed).toBeUndefined();
    const moved = await joinFrom("2001:db8:0:2::6", { token });
    await Promise.all([outside.leave(), moved.leave()]);
  });

  test("ends by itself", async () => {
    const { moderation } = server.context;
    const eve = await joinFrom("192.0.2.7", { name: "Eve" });
    const { id, token } = identityOf(eve);
    moderation.impose(sanctionOf({ target: id, endsAt: moderation.now + 10_000 }));
    await until("Eve is out", () => eve.closed !== undefined);
    await expect(joinFrom("192.0.2.7", { token })).rejects.toMatchObject(BANNED);
    await until("the ban is over", () => moderation.sanctions.at(moderation.now).length === 0);
    await (await joinFrom("192.0.2.7", { token })).leave();
  });
});

test("a muted person plays on, is refused what they write, and reads until when", async () => {
  const eve = await joinFrom("192.0.2.7", { name: "Eve" });
  server.context.moderation.impose(sanctionOf({ kind: "mute", target: identityOf(eve).id }));
  eve.say("chat", { text: "hello" });
  await until("she is told", () => eve.heard.notice.length > 0);
  expect(eve.heard.notice[0]).toMatchObject({
    code: "notAllowed",
    text: expect.stringContaining("muted on this server"),
  });
  expect(eve.heard.chat).toEqual([]);
  expect(eve.closed).toBeUndefined();
  await eve.leave();
});

test("a muted person's lines in the lobby are refused too", async () => {
  const eve = await LobbyGuest.join(server.url, { name: "Eve" });
  const id = eve.heard.identity[0]?.id ?? "";
  server.context.moderation.impose(sanctionOf({ kind: "mute", target: id }));
  eve.say("chat", { text: "hello" });
  await until("she is told", () => eve.heard.notice.length > 0);
  expect(eve.heard.notice[0]).toMatchObject({ code: "notAllowed", text: expect.stringContaining("muted") });
  expect(eve.heard.chat).toEqual([]);
  await eve.leave();
});

describe("a ban holds on every way in", () => {
  /** The game's own client over plain HTTP, from an address. */
  const pollFrom = (address: string) => {
    const { endpoint } = server.dial({ address });
    const transports = new TransportChoice(systemRuntime, { mode: "http" });
    return settled(
      ArenaConnection.open({ runtime: systemRuntime, url: endpoint.replace("http", "ws"), name: "Bot", transports }),
    );
  };

  test("over plain HTTP: out at once, and not in again", async () => {
    const [inside, outside] = [await pollFrom("192.0.2.7"), await pollFrom("198.51.100.7")];
    expect(inside.transport).toBe("http");
    let closed: number | undefined;
    void inside.closed.then((code) => (closed = code));
    server.context.moderation.impose(sanctionOf({ by: "network", target: "192.0.2.0/24" }));
    await until("it is out", () => closed !== undefined);
    expect(closed).toBe(CLOSE.bannedFromServer);
    await expect(pollFrom("192.0.2.8")).rejects.toMatchObject({ code: JOIN_REFUSED.bannedFromServer });
    const { patches } = outside.traffic;
    await until("the other plays on", () => outside.traffic.patches > patches + 10);
    await settled(outside.leave());
  });

  test("at the matchmaker, which reserves no seat, and at the connection, for a seat that was reserved before", async () => {
    const { endpoint } = server.dial({ address: "192.0.2.7" });
    const reserve = async (room: string): Promise<SeatReservation> => {
      const request = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
      return (await settled(fetch(`${endpoint}/matchmake/joinOrCreate/${room}`, request))).json();
    };
    for (const room of ["arena", "lobby"]) {
      const reserved = await reserve(room);
      server.context.moderation.impose(sanctionOf({ by: "network", target: "192.0.2.7/32" }));
      await expect(settled(new Client(endpoint).consumeSeatReservation(reserved))).rejects.toMatchObject(BANNED);
      expect(await reserve(room)).toMatchObject({ code: BANNED.code, error: BANNED.message });
      server.context.moderation.lift(ID);
    }
  });

  test("for who is away: the place is given up, and neither a new connection nor the matchmaker resumes it", async () => {
    const eve = await joinFrom("192.0.2.7", { name: "Eve" });
    const { id, token } = identityOf(eve);
    const { roomId, reconnectionToken, sessionId } = eve.room;
    const room = onlyRoom();
    eve.room.connection.transport.close();
    await until("her place is held", () => room.state.roster.get(sessionId)?.connected === false);
    server.context.moderation.impose(sanctionOf({ target: id }));
    await until("her place is given up", () => !room.state.roster.has(sessionId));
    const url = server.dial({ address: "198.51.100.7" }).endpoint;
    await expect(settled(new Client(url).reconnect(reconnectionToken))).rejects.toThrow();
    await expect(Guest.joinById(url.replace("http", "ws"), roomId, { token })).rejects.toMatchObject(BANNED);
  });

  test("that comes while a room is on its way to another node, where nobody holds the place any more", async () => {
    const [eve, ned] = [await joinFrom("192.0.2.7", { name: "Eve" }), await joinFrom("192.0.2.8", { name: "Ned" })];
    const { admission, moderation } = server.context;
    const { peers } = admission;
    handOverHere(server);
    const here = admission.peers;
    admission.peers = {
      ...here,
      handOver: (capture) =>
        here.handOver(() => {
          const transfer = capture();
          moderation.impose(sanctionOf({ target: identityOf(eve).id }));
          return transfer;
        }),
    };
    const next = await hand(onlyRoom());
    admission.peers = peers;
    await until("she has no place", () => !next.state.roster.has(eve.sessionId));
    expect(next.state.roster.has(ned.sessionId)).toBe(true);
    await settled(next.disconnect());
  });

  test("for who comes back from a banned network, while the place stays held for the way they came", async () => {
    const eve = await joinFrom("192.0.2.7", { name: "Eve" });
    const { reconnectionToken, sessionId } = eve.room;
    const room = onlyRoom();
    eve.room.connection.transport.close();
    await until("her place is held", () => room.state.roster.get(sessionId)?.connected === false);
    server.context.moderation.impose(sanctionOf({ by: "network", target: "198.51.100.0/24" }));
    const from = (address: string) =>
      settled(new Client(server.dial({ address }).endpoint).reconnect<ArenaState>(reconnectionToken));
    await expect(from("198.51.100.7")).rejects.toMatchObject(BANNED);
    // As the SDK returns by itself: with the token alone, past the matchmaker.
    const [roomId = "", token = ""] = reconnectionToken.split(":");
    const place = { name: "arena", processId: matchMaker.processId, roomId, sessionId, reconnectionToken: token };
    const straight = (address: string) =>
      settled(new Client(server.dial({ address }).endpoint).consumeSeatReservation<ArenaState>(place));
    await expect(straight("198.51.100.7")).rejects.toMatchObject(BANNED);
    const back = await straight("192.0.2.7");
    back.onMessage("*", () => {});
    await until("she is back", () => room.state.roster.get(sessionId)?.connected === true);
    await settled(back.leave());
  });

  test("at the connection, for a seat that was reserved from elsewhere", async () => {
    const reserve = async (room: string): Promise<SeatReservation> => {
      const { endpoint } = server.dial({ address: "192.0.2.7" });
      const request = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
      return (await settled(fetch(`${endpoint}/matchmake/joinOrCreate/${room}`, request))).json();
    };
    server.context.moderation.impose(sanctionOf({ by: "network", target: "198.51.100.0/24" }));
    const inside = new Client(server.dial({ address: "198.51.100.7" }).endpoint);
    for (const room of ["arena", "lobby"])
      await expect(settled(inside.consumeSeatReservation(await reserve(room)))).rejects.toMatchObject(BANNED);
  });

  test("of the network to which a person has moved since they came", async () => {
    const eve = await joinFrom("192.0.2.7", { name: "Eve" });
    const { reconnectionToken, sessionId } = eve.room;
    eve.room.connection.transport.close();
    const room = onlyRoom();
    await until("her place is held", () => room.state.roster.get(sessionId)?.connected === false);
    const moved = await settled(
      new Client(server.dial({ address: "198.51.100.7" }).endpoint).reconnect<ArenaState>(reconnectionToken),
    );
    const notices: { readonly text: string }[] = [];
    let closed: number | undefined;
    moved.onMessage("*", () => {});
    moved.onMessage("notice", (notice) => notices.push(notice));
    moved.onLeave((code) => (closed = code));
    let patches = 0;
    moved.onStateChange(() => patches++);
    await until("she is back", () => room.state.roster.get(sessionId)?.connected === true && patches > 1);
    server.context.moderation.impose(sanctionOf({ by: "network", target: "198.51.100.0/24" }));
    await until("she is out", () => closed !== undefined);
    expect([closed, notices.at(-1)?.text]).toEqual([CLOSE.bannedFromServer, BANNED.message]);
  });

  test("for requests of an HTTP connection that come from a banned network later", async () => {
    const polly = await Poller.join(server.dial({ address: "192.0.2.7" }).endpoint, "Polly");
    const ask = (number: number, address: string) => {
      const { endpoint } = server.dial({ address });
      const body = writeExchange(polly.key, { number, arrived: 0, held: 0, frames: [] });
      return settled(poll(endpoint + new URL(polly.address).pathname, body));
    };
    server.context.moderation.impose(sanctionOf({ by: "network", target: "198.51.100.0/24" }));
    expect((await ask(2, "203.0.113.7")).status).toBe(200);
    const place = () => onlyRoom().state.roster.get(polly.sessionId);
    expect(place()?.connected).toBe(true);
    expect((await ask(3, "198.51.100.7")).status).toBe(410);
    await until("the connection is over", () => place()?.connected === false);
    expect((await ask(4, "192.0.2.7")).status).toBe(410);
  });
});

describe("reports", () => {
  const stored: Report[] = [];
  beforeAll(async () => {
    const ask = async (name: string, report: unknown): Promise<unknown> => {
      if (name === "report") stored.push(report as Report);
      return [];
    };
    const nothing = (): void => {};
    await server.context.moderation.start({
      ask: ask as Ask,
      publish: nothing,
      enforce: nothing,
      forget: nothing,
      keepMs: Infinity,
    });
  });
  beforeEach(() => stored.splice(0));

  test("come from the lobby as from a room: about who is there or has just left, once per pair, with the last lines", async () => {
    const [ann, eve] = [
      await LobbyGuest.join(server.url, { name: "Ann" }),
      await LobbyGuest.join(server.url, { name: "Eve" }),
    ];
    const idOf = ({ heard }: LobbyGuest) => heard.welcome[0]?.id ?? 0;
    eve.say("chat", { text: "you are all bad" });
    await until("Ann reads it", () => ann.heard.chat.length > 0);
    await eve.leave();
    await until("Eve is gone", () => ann.names.length === 1);
    ann.say("report", { id: ann.heard.chat[0]?.from, reason: "insult", text: "look" });
    await until("Ann is thanked", () => ann.heard.notice.length > 0);
    for (const forged of [
      { id: idOf(eve), reason: "spam" },
      { id: idOf(ann), reason: "spam" },
      { id: 60_000, reason: "spam" },
      { id: idOf(eve), reason: "because" },
    ]) {
      const { length } = ann.heard.notice;
      ann.say("report", forged);
      await until("Ann is told", () => ann.heard.notice.length > length);
      await pass(6000);
    }
    expect(ann.heard.notice.map(({ code }) => code)).toEqual([
      "reported",
      "tooFast",
      "notAllowed",
      "notAllowed",
      "malformed",
    ]);
    const person = ann.heard.chat[0]?.person;
    expect(person).toBeGreaterThan(0);
    expect(stored).toMatchObject([
      { target: { name: "Eve", playerId: eve.heard.identity[0]?.id }, reporter: { name: "Ann" }, reason: "insult" },
    ]);
    expect(stored[0]?.lines).toEqual([{ person, name: "Eve", text: "you are all bad" }]);
    await ann.leave();
  });

  test("come with the last lines, once per pair, and forged ones are refused with a code", async () => {
    const [ann, eve] = [await joinFrom("192.0.2.1", { name: "Ann" }), await joinFrom("192.0.2.2", { name: "Eve" })];
    eve.say("chat", { text: "you are all bad" });
    await until("Ann reads it", () => ann.heard.chat.length > 0);
    ann.say("report", { id: eve.id, reason: "insult", text: "look" });
    await until("Ann is thanked", () => ann.heard.notice.length > 0);
    ann.say("report", { id: eve.id, reason: "insult" });
    await until("the second is refused", () => ann.heard.notice.length > 1);
    eve.say("report", { id: eve.id, reason: "spam" });
    eve.say("report", { id: 60_000, reason: "spam" });
    eve.say("report", { id: ann.id, reason: "because" });
    await until("Eve is told", () => eve.heard.notice.length > 2);
    expect(ann.heard.notice.map(({ code }) => code)).toEqual(["reported", "tooFast"]);
    expect(eve.heard.notice.map(({ code }) => code)).toEqual(["notAllowed", "notAllowed", "malformed"]);
    expect(stored).toMatchObject([
      { target: { name: "Eve" }, reporter: { name: "Ann" }, reason: "insult", text: "look", address: "192.0.2.2" },
    ]);
    expect(stored[0]?.lines).toEqual([{ person: expect.any(Number), name: "Eve", text: "you are all bad" }]);
    await Promise.all([ann.leave(), eve.leave()]);
  });
});
