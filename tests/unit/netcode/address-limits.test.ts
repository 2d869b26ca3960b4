import { systemRuntime } from "@fray/netcode/core";
import { KeyedBuckets, UnfinishedMessages, type ReceivingSocket } from "@fray/netcode/server";
import { ChatLimits } from "@fray/server/internal/chat/chat-limits";
import { PendingSeats } from "@fray/server/internal/rooms/pending-seats";
import { PlaceLimits } from "@fray/server/internal/rooms/place-limits";
import { UNKNOWN_JOINER, type Joiner } from "@fray/server/internal/sessions/joiner";
import { describe, expect, test } from "vitest";

const joiner = (address: string, playerId = ""): Joiner => ({ ...UNKNOWN_JOINER, address, playerId });

describe("buckets by key", () => {
  test("are separate for each key, and full ones are forgotten when there are many", () => {
    const buckets = new KeyedBuckets({ perSecond: 1, burst: 2 });
    const taken = [0, 0, 0, 1000].map((now) => buckets.take("a", now));
    expect(taken).toEqual([true, true, false, true]);
    expect(buckets.take("b", 1000)).toBe(true);
    for (let index = 0; index < 30_000; index++) buckets.take(`key ${index}`, 2000 + index * 100);
    expect(buckets.take("a", 3_100_000)).toBe(true);
  });
});

describe("chat", () => {
  test("is limited by address, for all senders there, and thirty people of one address can still talk", () => {
    const limits = new ChatLimits(120);
    let said = 0;
    for (let now = 0; now < 13_000; now += 20) if (limits.spend(joiner("10.0.0.1", `guest ${now}`), now)) said++;
    expect(said).toBeLessThanOrEqual(30 + 26);
    expect(limits.spend(joiner("10.0.0.2", "somebody"), 13_000)).toBe(true);
    const school = new ChatLimits(120);
    for (let pupil = 0; pupil < 30; pupil++) expect(school.spend(joiner("10.0.0.3", `pupil ${pupil}`), 0)).toBe(true);
  });

  test("is limited by guest, from any address", () => {
    const limits = new ChatLimits(120);
    const said = Array.from({ length: 20 }, (_, index) => limits.spend(joiner(`10.0.1.${index}`, "ann"), 0));
    expect(said.filter(Boolean)).toHaveLength(5);
  });
});

describe("places in rooms", () => {
  test("thirty people join at once from one address, and hold no more places than the host allows", () => {
    const limits = new PlaceLimits({ placesPerAddress: 35, joinsPerMinute: 120 });
    const held: Joiner[] = [];
    const join = (who: Joiner, now: number): boolean => {
      if (!limits.allows(who, held) || !limits.take(who, now)) return false;
      held.push(who);
      return true;
    };
    for (let pupil = 0; pupil < 30; pupil++) expect(join(joiner("10.0.0.1", `pupil ${pupil}`), 0)).toBe(true);
    const script = Array.from({ length: 40 }, (_, index) => join(joiner("10.0.0.1"), index * 100));
    expect(script.filter(Boolean)).toHaveLength(5);
    expect(join(joiner("10.0.0.2"), 0)).toBe(true);
    held.splice(0, 3);
    expect(join(joiner("10.0.0.1"), 60_000)).toBe(true);
  });

  test("one address takes forty of them in half a minute rather than in four seconds", () => {
    const limits = new PlaceLimits({ placesPerAddress: 1000, joinsPerMinute: 120 });
    const taken = Array.from({ length: 80 }, (_, index) => limits.take(joiner("10.0.0.1"), index * 50));
    expect(taken.filter(Boolean).length).toBeLessThan(37);
  });

  test("when another node has left, its people may come at once, and no more than the two nodes had", () => {
    const limits = new PlaceLimits({ placesPerAddress: 40, joinsPerMinute: 120 });
    const held: Joiner[] = [];
    const comeIn = (nodesLeft: number): number => {
      let admitted = 0;
      for (let index = 0; index < 100; index++) {
        const one = joiner("10.0.0.1");
        if (!limits.allows(one, held, nodesLeft) || !limits.take(one, 0, nodesLeft)) continue;
        held.push(one);
        admitted++;
      }
      return admitted;
    };
    expect(comeIn(0)).toBe(32);
    expect(comeIn(1)).toBe(48);
    expect(comeIn(0)).toBe(0);
  });

  test("a guest holds a few of them; the host's own bots, and all guests where the host wants no limits, any number", () => {
    const limits = new PlaceLimits({ placesPerAddress: 40, joinsPerMinute: 120 });
    const tabs = Array.from({ length: 4 }, (_, index) => joiner(`10.0.0.${index}`, "ann"));
    expect(limits.allows(joiner("10.0.0.9", "ann"), tabs.slice(1))).toBe(true);
    expect(limits.allows(joiner("10.0.0.9", "ann"), tabs)).toBe(false);
    const bots = Array.from({ length: 60 }, () => ({ ...joiner("10.0.0.1"), isOwn: true }));
    for (const bot of bots) expect(limits.allows(bot, bots) && limits.take(bot, 0)).toBe(true);
    expect(limits.allows(joiner("10.0.0.1"), bots)).toBe(true);
    const none = new PlaceLimits({ placesPerAddress: 1, joinsPerMinute: 0 });
    expect(none.allows(joiner("10.0.0.1"), tabs)).toBe(true);
  });
});

/** The part of the framework's room that keeps seats, with `places` of them. */
class Reservations {
  readonly _reservedSeats: Record<string, [unknown, Joiner, boolean, boolean]> = {};
  readonly _reservedSeatTimeouts: Record<string, unknown> = {};
  readonly #places: number;

  constructor(places: number) {
    this.#places = places;
  }

  async _reserveSeat(sessionId: string, options: unknown, who: Joiner): Promise<boolean> {
    if (Object.keys(this._reservedSeats).length >= this.#places) return false;
    this._reservedSeats[sessionId] = [options, who, false, false];
    this._reservedSeatTimeouts[sessionId] = {
      _onTimeout: async () => this.lapse(sessionId),
      [Symbol.dispose]: () => {},
    };
    return true;
  }

  lapse(sessionId: string): void {
    delete this._reservedSeats[sessionId];
    delete this._reservedSeatTimeouts[sessionId];
  }
}

describe("reserved places that are never used", () => {
  function fourPlaces() {
    const room = new Reservations(4);
    const time = { now: 0 };
    const runtime = { now: () => time.now };
    const sessions = new PendingSeats(room as unknown as ConstructorParameters<typeof PendingSeats>[0], runtime);
    const ask = (sessionId: string, address: string) => room._reserveSeat(sessionId, {}, joiner(address));
    return { room, time, sessions, ask };
  }

  test("are given to a client of another address when they are not used in time", async () => {
    const { room, time, sessions, ask } = fourPlaces();
    for (const id of ["a", "b", "c", "d"]) expect(await ask(id, "10.0.0.1")).toBe(true);
    expect(await ask("e", "10.0.0.2")).toBe(false);
    time.now = 900;
    expect(await sessions.makeRoom("10.0.0.2")).toBe(false);
    time.now = 1100;
    expect(await sessions.makeRoom("10.0.0.1")).toBe(false);
    expect(await sessions.makeRoom("10.0.0.2")).toBe(true);
    expect(await ask("e", "10.0.0.2")).toBe(true);
    expect(Object.keys(room._reservedSeats)).toEqual(["b", "c", "d", "e"]);
  });

  test("are kept for a client that is only slow, and not for an address that keeps letting them expire", async () => {
    const { room, time, sessions, ask } = fourPlaces();
    for (const id of ["a", "b", "c", "d"]) await ask(id, `10.0.0.${id}`);
    time.now = 2000;
    expect(await sessions.makeRoom("10.0.0.9")).toBe(false);
    room.lapse("a");
    expect(await ask("again", "10.0.0.a")).toBe(true);
    time.now = 4000;
    expect(await sessions.makeRoom("10.0.0.9")).toBe(true);
    expect(Object.keys(room._reservedSeats)).not.toContain("again");
  });

  test("are not those of people who have joined", async () => {
    const { room, time, sessions, ask } = fourPlaces();
    for (const id of ["a", "b", "c", "d"]) await ask(id, "10.0.0.1");
    for (const id of ["a", "b", "c", "d"]) sessions.arrive(id);
    time.now = 5000;
    expect(await sessions.makeRoom("10.0.0.2")).toBe(false);
    expect(Object.keys(room._reservedSeats)).toHaveLength(4);
  });
});

describe("a message that is begun", () => {
  class Socket implements ReceivingSocket {
    _receiver = { _state: 0, _fragmented: 0, _bufferedBytes: 0 };
    closed: number | undefined;
    readonly #listeners = new Map<string, (() => void)[]>();

    on(event: string, listener: () => void): void {
      this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
    }

    emit(event: string): void {
      for (const listener of this.#listeners.get(event) ?? []) listener();
    }

    close(code: number): void {
      this.closed = code;
      this.emit("close");
    }

    terminate(): void {}
  }

  test.for([
    ["in fragments", { _state: 0, _fragmented: 2, _bufferedBytes: 0 }],
    ["in the middle of a frame", { _state: 4, _fragmented: 0, _bufferedBytes: 3 }],
  ] as const)("and left so for ten seconds ends the connection, %s", ([, receiver]) => {
    let now = 0;
    const messages = new UnfinishedMessages({ ...systemRuntime, now: () => now });
    const [slow, honest] = [new Socket(), new Socket()];
    for (const socket of [slow, honest]) messages.watch(socket);
    slow._receiver = { ...receiver };
    for (; now <= 12_000; now += 2000) {
      // Seen in the middle of a message each time, but always of another.
      honest._receiver = { ...receiver };
      honest.emit("message");
      messages.check();
      if (now <= 10_000) expect(slow.closed).toBeUndefined();
    }
    expect(slow.closed).toBe(1008);
    expect(honest.closed).toBeUndefined();
  });
});
