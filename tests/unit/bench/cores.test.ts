import { ClientState, type Client } from "@colyseus/core";
import { encode } from "@colyseus/schema";
import { InputEncoder } from "@colyseus/schema/input";
import { Protocol } from "@colyseus/sdk";
import { createRandom } from "@fray/netcode/core";
import { ArenaInterest } from "@fray/server/internal/interest/arena-interest";
import { dispatchEvents } from "@fray/server/internal/rooms/event-dispatch";
import { createArenaRecords } from "@fray/server/internal/sync/arena-records";
import type { Arena } from "@fray/shared-state/arena/arena";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import { InputFrame, type Input } from "@fray/shared-state/schema/input-frame";
import { createWorld } from "@fray/shared-state/simulation/world";
import { describe, expect, test } from "vitest";

import { Script } from "../../../bench/clients/load/script.ts";
import { BENCH_MAP, benchMap, MIN_SIDE_U } from "../../../bench/clients/server/bench-map.ts";
import { CommonPart } from "../../../bench/cores/server/common-part.ts";
import { FrameAssembly } from "../../../bench/cores/server/frame-assembly.ts";
import { createFrameDoor, type Connection } from "../../../bench/cores/server/frame-door.ts";
import { InputRing } from "../../../bench/cores/server/input-ring.ts";
import type { RoomDoor, SteppedTick } from "../../../bench/cores/server/room-tick.ts";
import { createMemory, PAGES, RING_ENTRIES, type SharedMemory } from "../../../bench/cores/server/shared-memory.ts";
import { SimulatedRoom } from "../../../bench/cores/server/simulated-room.ts";
import { TickReader } from "../../../bench/cores/server/tick-reader.ts";
import { TickWriter } from "../../../bench/cores/server/tick-writer.ts";

const HZ = 20;
const TICKS = 400;
const CLIENTS = 9;
/** The last client joins in this tick, and the second one leaves in that. */
const [JOINS_LATE, LEAVES] = [60, 120] as const;
/** Both threads update as many observers fully in each tick as one does: an update's turn follows from the order of joins. */
const THREADS = [
  [1, 2, 3, 7, 8, 9],
  [4, 5, 6],
] as const;

const arena = (): Arena => parseMap(BENCH_MAP, benchMap(MIN_SIDE_U));

/** A client without a socket, which keeps what it is sent. */
function createClient(id: number, sent: string[]): Client {
  const raw = (frame: Uint8Array) => sent.push(Buffer.from(frame).toString("hex"));
  return { sessionId: String(id), state: ClientState.JOINED, ref: {}, raw } as unknown as Client;
}

/** How a scene's clients reach the room, and how its ticks reach them. */
interface Way {
  readonly door: RoomDoor;
  /** Called after each thing that a client does, and before each tick. */
  readonly drain: () => void;
  readonly welcome: (client: Client) => void;
  readonly dismiss: (id: number) => void;
  readonly send: (tick: SteppedTick) => void;
}

/** Plays a fight of nine clients, and returns the frames of each and the kinds of events that happened. */
function play(wayTo: (room: SimulatedRoom, map: Arena) => Way): { frames: string[][]; kinds: Set<string> } {
  const random = createRandom(1);
  const randomBytes = (count: number) => Uint8Array.from({ length: count }, () => random() * 256);
  const map = arena();
  const room = new SimulatedRoom(map, HZ, { randomBytes });
  const { door, drain, welcome, dismiss, send } = wayTo(room, map);
  const ids = Array.from({ length: CLIENTS }, (_, index) => index + 1);
  const frames = ids.map((): string[] => []);
  const scripts = ids.map((id) => new Script(id, 0.8));
  const present = new Set<number>();
  const kinds = new Set<string>();
  const join = (id: number): void => {
    present.add(id);
    door.enter(id);
    drain();
    welcome(createClient(id, frames[id - 1] ?? []));
  };
  for (const id of ids) if (id < CLIENTS) join(id);
  for (let tick = 1; tick <= TICKS; tick++) {
    if (tick === JOINS_LATE) join(CLIENTS);
    if (tick === LEAVES) {
      present.delete(2);
      door.leave(2);
      drain();
      dismiss(2);
    }
    for (const id of present) {
      const input = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };
      scripts[id - 1]?.next(input);
      // Every third input of a client is late, so bodies stand where provisional steps have put them.
      if ((tick + id) % 3 > 0) door.input(id, input, tick > 10 ? (tick - 3) * 50 : 0);
      drain();
    }
    const stepped = room.step();
    for (const { type } of stepped.events) kinds.add(type);
    send(stepped);
  }
  return { frames, kinds };
}

/** Makes frames as the product's room does, with its serializer. */
function byProduct(room: SimulatedRoom, map: Arena): Way {
  const clients = new Map<string, Client>();
  const newcomers: Client[] = [];
  let latest: SteppedTick | undefined;
  const { serializer, events } = createArenaRecords({
    readsRecords: () => true,
    isDue: () => true,
    acknowledged: (sessionId) => latest?.acknowledged(sessionId) ?? 0,
    isProvisional: () => false,
    firstRefId: 0,
  });
  serializer.reset(room.state);
  const interest = new ArenaInterest(room.state, map, (client) => serializer.viewFor(client));
  return {
    door: room,
    drain: () => {},
    welcome: (client) => newcomers.push(client),
    dismiss: (id) => {
      clients.delete(String(id));
      interest.unwatch(String(id));
    },
    send: (tick) => {
      latest = tick;
      for (const body of tick.left) interest.forget(body);
      const entering = newcomers.splice(0);
      for (const client of entering) {
        // Until its whole state is sent, a client has not joined.
        client.state = ClientState.JOINING;
        interest.watch(client, room.state.players.get(client.sessionId));
      }
      interest.refresh(tick);
      const joined = Array.from(clients.values());
      dispatchEvents(tick, { interest, clients: joined, events });
      const timing = { sNow: tick.sNow };
      serializer.applyPatches(joined, room.state, timing);
      for (const client of entering) {
        client.state = ClientState.JOINED;
        clients.set(client.sessionId, client);
        client.raw(serializer.getFullState(client, timing));
      }
    },
  };
}

function byOneThread(room: SimulatedRoom, map: Arena): Way {
  const common = new CommonPart(room.state);
  const assembly = new FrameAssembly(room.state, map);
  return {
    door: room,
    drain: () => {},
    welcome: (client) => assembly.welcome(client),
    dismiss: (id) => assembly.dismiss(String(id)),
    send: (tick) => assembly.send(common.encode(tick)),
  };
}

/** What happens in the threads, one after the other in this one: rings, pages, copies and all. */
function bySeveralThreads(room: SimulatedRoom): Way {
  const memory = createMemory(THREADS.length);
  const common = new CommonPart(room.state);
  const writer = new TickWriter(memory);
  const lost = (): never => {
    throw new Error("lost");
  };
  const threads = THREADS.map((_, thread) => {
    const world = createWorld(arena(), 1 / HZ, 7);
    const reader = new TickReader(memory, thread, { dt: world.dt, arena: world.arena, pickups: world.pickups });
    const ring = new InputRing(ringOf(memory, thread), lost);
    return { reader, ring, assembly: new FrameAssembly(reader.state, world.arena) };
  });
  const rings = THREADS.map((_, thread) => new InputRing(ringOf(memory, thread), lost));
  const threadOf = (id: number) => {
    const found = threads[THREADS.findIndex((ids) => ids.some((each) => each === id))];
    if (!found) throw new Error("nobody serves this client");
    return found;
  };
  return {
    door: {
      enter: (id) => threadOf(id).ring.enter(id),
      input: (id, input, viewTime) => threadOf(id).ring.input(id, input, viewTime),
      leave: (id) => threadOf(id).ring.leave(id),
    },
    drain: () => {
      for (const ring of rings) ring.drain(room);
    },
    welcome: (client) => threadOf(Number(client.sessionId)).assembly.welcome(client),
    dismiss: (id) => threadOf(id).assembly.dismiss(String(id)),
    send: (tick) => {
      writer.publish(common.encode(tick), room.state.players, 0);
      for (const { reader, assembly } of threads) while (reader.waiting > 0) assembly.send(reader.read().tick);
    },
  };
}

function ringOf(memory: SharedMemory, thread: number): SharedArrayBuffer {
  const ring = memory.rings[thread];
  if (!ring) throw new Error("no such thread");
  return ring;
}

describe("frames that are made in other threads", () => {
  const product = play(byProduct);

  test("belong to a fight in which everything happens", () => {
    expect([...product.kinds]).toEqual(expect.arrayContaining(["shot", "hit", "death", "spawn", "pickup"]));
    expect(product.frames.map(({ length }) => length)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map((id) => ({ 2: LEAVES - 1, 9: TICKS - JOINS_LATE + 1 })[id] ?? TICKS),
    );
  });

  test.each([
    ["in one thread", byOneThread],
    ["through shared memory", bySeveralThreads],
  ] as const)("are to the bit those of the product's serializer, %s", (_, way) => {
    const { frames } = play(way);
    for (const [index, sent] of frames.entries()) expect(sent).toEqual(product.frames[index]);
  });
});

describe("a ring of inputs", () => {
  const input: Input = { moveX: -1, moveY: 0.5, aim: 3, buttons: 5 };

  test("keeps the order of all that its thread does, also where it begins again", () => {
    const memory = createMemory(1);
    const [writing, reading] = [0, 1].map(() => new InputRing(ringOf(memory, 0), () => {}));
    const calls: unknown[][] = [];
    const door: RoomDoor = {
      enter: (...args) => calls.push(["enter", ...args]),
      input: (...args) => calls.push(["input", ...args]),
      leave: (...args) => calls.push(["leave", ...args]),
    };
    for (let turn = 0; turn < 3; turn++) {
      for (let count = 0; count < RING_ENTRIES - 2; count++) writing?.input(1, input, count);
      reading?.drain({ ...door, input: () => {} });
    }
    writing?.enter(7);
    writing?.input(7, input, 12.5);
    writing?.leave(7);
    reading?.drain(door);
    expect(calls).toEqual([
      ["enter", 7],
      ["input", 7, input, 12.5],
      ["leave", 7],
    ]);
  });

  test("counts what has no place, and keeps what waits", () => {
    const memory = createMemory(1);
    let lost = 0;
    const ring = new InputRing(ringOf(memory, 0), () => lost++);
    for (let count = 0; count < RING_ENTRIES + 3; count++) ring.input(1, input, count);
    const viewTimes: number[] = [];
    ring.drain({ enter: () => {}, leave: () => {}, input: (_id, _input, viewTime) => viewTimes.push(viewTime) });
    expect(lost).toBe(3);
    expect(viewTimes).toEqual(Array.from({ length: RING_ENTRIES }, (_, count) => count));
  });
});

test("a thread that is behind reads every tick, as many as there are pages", () => {
  const room = new SimulatedRoom(arena(), HZ);
  const part = new CommonPart(room.state);
  const memory = createMemory(1);
  const writer = new TickWriter(memory);
  const { dt, arena: map, pickups } = createWorld(arena(), 1 / HZ, 1);
  const reader = new TickReader(memory, 0, { dt, arena: map, pickups });
  room.enter(1);
  for (let count = 0; count < PAGES; count++) writer.publish(part.encode(room.step()), room.state.players, count);
  expect(reader.waiting).toBe(PAGES);
  const read = Array.from({ length: PAGES }, () => reader.read());
  expect(read.map(({ tick }) => tick.tick)).toEqual([1, 2, 3, 4]);
  expect(read.map(({ beganAt }) => beganAt)).toEqual([0, 1, 2, 3]);
  expect(reader.state.players.get("1")).toEqual(room.state.players.get("1"));
  // What was read outlives its page, which the room writes again.
  const [first] = read;
  const common = Buffer.from(first?.tick.common ?? []);
  expect(common.length).toBeGreaterThan(0);
  room.enter(2);
  for (let count = 0; count < PAGES; count++) writer.publish(part.encode(room.step()), room.state.players, 0);
  expect(Buffer.from(first?.tick.common ?? [])).toEqual(common);
});

describe("the door for frames", () => {
  function open() {
    const inputs: [Input, number][] = [];
    const ended: number[] = [];
    const door = createFrameDoor({
      onConfirm: () => {},
      onInput: (_, input, viewTime) => inputs.push([input, viewTime]),
      onEnd: ({ id }) => ended.push(id),
    });
    const connection: Connection = {
      id: 4,
      sessionId: "4",
      ref: {} as Connection["ref"],
      raw: () => {},
      viewTime: 0,
    };
    door.open(connection);
    return { inputs, ended, receive: (frame: Uint8Array) => door.receive(connection, frame) };
  }

  /** An input as the SDK sends it, with the difference to the last time stamp. */
  function frameOf(encoder: InputEncoder<InputFrame>, stamp: number): Uint8Array {
    const frame = Buffer.alloc(64);
    const at = { offset: 1 };
    frame[0] = Protocol.ROOM_INPUT_RELIABLE | 0x80;
    encode.number(frame, stamp, at);
    const body = encoder.encode();
    frame.set(body, at.offset);
    return frame.subarray(0, at.offset + body.length);
  }

  test("decodes inputs with their view times, each as it was then", () => {
    const { inputs, receive } = open();
    const encoder = new InputEncoder<InputFrame>(new InputFrame());
    Object.assign(encoder.instance, { moveX: 1, buttons: 1 });
    receive(frameOf(encoder, 1000));
    Object.assign(encoder.instance, { moveX: -1, buttons: 255 });
    receive(frameOf(encoder, 50));
    expect(inputs.map(([{ moveX }]) => moveX)).toEqual([1, -1]);
    expect(inputs.map(([, viewTime]) => viewTime)).toEqual([1000, 1050]);
    expect(inputs[1]?.[0].buttons).toBeLessThan(255);
  });

  const unknownField = Buffer.from([Protocol.ROOM_INPUT_RELIABLE, 0xbf, 0]).toString("hex");
  test.each([["14 00 ff"], ["94 ce ff ff ff ff"], [""], ["92"], [unknownField]])(
    "ends a connection that sends %s",
    (hex) => {
      const { inputs, ended, receive } = open();
      receive(Buffer.from(hex.replaceAll(" ", ""), "hex"));
      expect(ended).toEqual([4]);
      expect(inputs).toEqual([]);
    },
  );
});
