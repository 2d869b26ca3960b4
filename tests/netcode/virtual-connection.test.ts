import type { Dialled, LinkOptions, VirtualSocket } from "@fray/netcode/testing";
import { expect, test } from "vitest";

import { pass } from "../support/until.ts";
import { stepper } from "../support/virtual-server.ts";

let opened = 0;

/** A connection to a server that keeps what it is sent, and the time at which it came. */
class Wire {
  readonly dialled: Dialled;
  readonly near: VirtualSocket;
  readonly arrived: { readonly at: number; readonly text: string }[] = [];
  readonly events: string[] = [];
  #far: VirtualSocket | undefined;

  constructor(options: LinkOptions = {}, { reads = true } = {}) {
    const server = {
      emit: (_event: "connection", socket: VirtualSocket): boolean => {
        this.#far = socket;
        this.#note("far", socket);
        if (reads)
          socket.on("data", (bytes: Buffer) => this.arrived.push({ at: performance.now(), text: bytes.toString() }));
        return true;
      },
    };
    this.dialled = stepper().dial(`wire-${++opened}`, server, options);
    this.near = this.connect();
    this.#note("near", this.near);
    this.near.resume();
  }

  /** Opens another connection over the same link. */
  connect(): VirtualSocket {
    return stepper().connect(this.dialled.endpoint);
  }

  get far(): VirtualSocket {
    if (!this.#far) throw new Error("the server has no connection");
    return this.#far;
  }

  get isAccepted(): boolean {
    return this.#far !== undefined;
  }

  get text(): string {
    return this.arrived.map(({ text }) => text).join("");
  }

  #note(end: string, socket: VirtualSocket): void {
    socket.on("end", () => this.events.push(`${end} end`));
    socket.on("error", ({ message }: Error) => this.events.push(`${end} ${message}`));
    socket.on("close", () => this.events.push(`${end} close`));
  }
}

test("bytes take half a round trip in each direction", async () => {
  const { near, far, arrived } = new Wire({ roundTripMs: 150 });
  const begin = performance.now();
  near.write("ping");
  let answeredAt = 0;
  near.on("data", () => (answeredAt = performance.now()));
  far.on("data", () => far.write("pong"));
  await pass(200);
  expect(arrived).toEqual([{ at: begin + 75, text: "ping" }]);
  expect(answeredAt).toBe(begin + 150);
});

test("jitter varies the delay by as much as it says, and keeps the order", async () => {
  const { near, arrived } = new Wire({ roundTripMs: 100, jitterMs: 60 });
  const begin = performance.now();
  for (let index = 0; index < 100; index++) {
    near.write(`${index} `);
    await pass(100);
  }
  const delays = arrived.map(({ at }, index) => at - begin - index * 100);
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(20);
  expect(Math.max(...delays)).toBeLessThanOrEqual(81);
  expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(40);
  const burst = new Wire({ roundTripMs: 100, jitterMs: 60 });
  const sent = Array.from({ length: 50 }, (_, index) => `${index} `);
  for (const word of sent) {
    burst.near.write(word);
    await pass(1);
  }
  await pass(200);
  expect(burst.text).toBe(sent.join(""));
});

test("a stall holds everything back, and then delivers it at once", async () => {
  const { near, arrived, dialled } = new Wire({ roundTripMs: 20 });
  const begin = performance.now();
  near.write("before ");
  dialled.link.stall(1000);
  // A shorter stall does not end a longer one.
  dialled.link.stall(5);
  await pass(500);
  near.write("during");
  await pass(499);
  expect(arrived).toEqual([]);
  await pass(2);
  expect(arrived.map(({ at }) => at)).toEqual([begin + 1000, begin + 1000]);
});

test("a rate limits the bytes per second, piece by piece, and a new rate counts from then on", async () => {
  const wire = new Wire({ bytesPerSecond: 2000 });
  wire.near.write(Buffer.alloc(20_000, "x"));
  await pass(2000);
  const first = wire.text.length;
  expect(first).toBeGreaterThan(2500);
  expect(first).toBeLessThanOrEqual(4000);
  wire.dialled.link.options = { bytesPerSecond: 20_000 };
  await pass(1500);
  expect(wire.text.length).toBe(20_000);
});

test("a rate of 0 and a negative latency are refused", () => {
  expect(() => new Wire({ bytesPerSecond: 0 })).toThrow("bytesPerSecond is 0");
  expect(() => new Wire({ roundTripMs: -1 })).toThrow("roundTripMs is -1");
  const { dialled } = new Wire();
  expect(() => (dialled.link.options = { jitterMs: Number.NaN })).toThrow("jitterMs is NaN");
});

test("a writer waits for a reader that does not read, and its bytes are counted", async () => {
  const wire = new Wire({ bufferBytes: 100_000 }, { reads: false });
  const { near, far } = wire;
  let taken = 0;
  for (let index = 0; index < 30; index++) near.write(Buffer.alloc(10_000), () => taken++);
  await pass(1000);
  expect(taken).toBeLessThan(15);
  expect(near.bytesWritten).toBe(300_000);
  expect(near.writableLength).toBeGreaterThan(100_000);
  let read = 0;
  far.on("data", (bytes: Buffer) => (read += bytes.length));
  await pass(1000);
  expect({ taken, read, written: near.bytesWritten, counted: far.bytesRead }).toEqual({
    taken: 30,
    read: 300_000,
    written: 300_000,
    counted: 300_000,
  });
});

test("both ends end in turn, and bytes may follow the end of the other side", async () => {
  const wire = new Wire({ roundTripMs: 100 });
  const { near, far, events } = wire;
  far.on("end", () => setTimeout(() => far.end("last words"), 100));
  let heard = "";
  near.on("data", (bytes: Buffer) => (heard += bytes.toString()));
  near.end("goodbye");
  await pass(49);
  expect(events).toEqual([]);
  await pass(200);
  expect(wire.text).toBe("goodbye");
  expect(heard).toBe("last words");
  expect(events.toSorted()).toEqual(["far close", "far end", "near close", "near end"]);
  expect(wire.dialled.link.connections).toBe(0);
});

test("a bare connection stays open when the server ends its side", async () => {
  const wire = new Wire();
  wire.far.end();
  await pass(10);
  expect(wire.events).toEqual(["near end"]);
  wire.near.end("last words");
  await pass(10);
  expect(wire.text).toBe("last words");
  expect(wire.events.toSorted()).toEqual(["far close", "far end", "near close", "near end"]);
});

test("what was written before destroy() arrives, and then the end", async () => {
  const wire = new Wire({ roundTripMs: 100 });
  wire.near.write("still there");
  wire.near.destroy();
  await pass(100);
  expect(wire.text).toBe("still there");
  expect(wire.events).toEqual(["near close", "far end"]);
});

test("destroy() after end() ends the other side once", async () => {
  const wire = new Wire({ roundTripMs: 100 });
  wire.near.end("all");
  await pass(10);
  wire.near.destroy();
  await pass(100);
  expect(wire.text).toBe("all");
  expect(wire.events).toEqual(["near close", "far end"]);
  wire.far.end();
  await pass(100);
  expect(wire.dialled.link.connections).toBe(0);
});

test("who writes to an end that is destroyed is reset a round trip later", async () => {
  const { near, far, events } = new Wire({ roundTripMs: 100 });
  near.destroy();
  await pass(60);
  far.write("too late");
  await pass(90);
  expect(far.destroyed).toBe(false);
  await pass(20);
  expect(far.destroyed).toBe(true);
  expect(events).toEqual(["near close", "far end", "far read ECONNRESET", "far close"]);
});

test("a blocked writer is freed when its reader is destroyed", async () => {
  const { near, far, events } = new Wire({ bufferBytes: 1000 }, { reads: false });
  near.write(Buffer.alloc(100_000));
  near.write(Buffer.alloc(100_000));
  await pass(100);
  expect(near.writableLength).toBeGreaterThan(0);
  far.destroy();
  await pass(100);
  expect(near.destroyed).toBe(true);
  expect(events).toContain("near read ECONNRESET");
});

test("resetAndDestroy() drops what is under way and resets the other end half a round trip later", async () => {
  const wire = new Wire({ roundTripMs: 100 });
  wire.far.write("under way");
  let heard = 0;
  wire.near.on("data", () => heard++);
  wire.far.resetAndDestroy();
  await pass(49);
  expect(wire.near.destroyed).toBe(false);
  await pass(2);
  expect(heard).toBe(0);
  expect(wire.events).toEqual(["far close", "near read ECONNRESET", "near close"]);
  expect(wire.dialled.link.connections).toBe(0);
});

test("a silent connection carries nothing any more: no bytes, no end, no reset", async () => {
  const wire = new Wire({ bufferBytes: 1000 });
  wire.dialled.link.silence();
  wire.near.write("unheard");
  wire.far.resetAndDestroy();
  await pass(60_000);
  expect(wire.text).toBe("");
  expect(wire.events).toEqual(["far close"]);
  expect(wire.near.destroyed).toBe(false);
  let taken = false;
  const blocked = new Wire({ bufferBytes: 1000 });
  blocked.dialled.link.silence();
  blocked.near.write(Buffer.alloc(5000), () => (taken = true));
  await pass(60_000);
  expect(taken).toBe(false);
  // A new connection over the same link works.
  const next = blocked.connect();
  next.write("heard");
  await pass(10);
  expect(blocked.text).toBe("heard");
});

test("a cut breaks both ends and refuses connections until it is restored", async () => {
  const wire = new Wire({ roundTripMs: 100 });
  const { link } = wire.dialled;
  wire.near.write("lost");
  link.cut();
  await pass(100);
  expect(wire.text).toBe("");
  expect(wire.events.toSorted()).toEqual(["far close", "far read ECONNRESET", "near close", "near read ECONNRESET"]);
  const refused = wire.connect();
  await pass(10);
  expect(refused.destroyed).toBe(true);
  expect(link.connections).toBe(0);
  link.restore();
  const next = wire.connect();
  next.write("back");
  await pass(100);
  expect(wire.text).toBe("back");
});

test("a server that accepts late gets the bytes that wait for it", async () => {
  const wire = new Wire({ acceptMs: 3000 });
  wire.near.write("hello");
  await pass(2990);
  expect(wire.isAccepted).toBe(false);
  await pass(20);
  expect(wire.text).toBe("hello");
  // Nobody waits for a client that is gone in the meantime.
  const gone = new Wire({ acceptMs: 3000 });
  gone.dialled.link.cut();
  await pass(4000);
  expect(gone.isAccepted).toBe(false);
});

test("a client that gives up during a stall was never connected", async () => {
  const wire = new Wire();
  wire.dialled.link.stall(1000);
  const given = wire.connect();
  given.write("too late");
  const patient = wire.connect();
  patient.write("in time");
  await pass(500);
  given.destroy();
  await pass(600);
  expect(wire.text).toBe("in time");
  // That of the wire itself, and the patient one.
  expect(wire.dialled.link.connections).toBe(2);
});

test("a timeout comes after silence, in virtual time", async () => {
  const { near, far } = new Wire();
  let timeouts = 0;
  far.setTimeout(1000, () => timeouts++);
  await pass(900);
  near.write("busy");
  await pass(900);
  expect(timeouts).toBe(0);
  await pass(200);
  expect(timeouts).toBe(1);
  far.setTimeout(0);
  near.write("busy");
  await pass(5000);
  expect(timeouts).toBe(1);
});

test("a name is dialled once at each port, and all of them have one link", () => {
  const [server, other] = [serverThat(), serverThat()];
  const { link } = stepper().dial("twice", server);
  expect(() => stepper().dial("twice", server)).toThrow('already has a host "twice.virtual" at port 2567');
  const second = stepper().dial("twice", other, { port: 2568 });
  expect(second).toEqual({ link, endpoint: "http://twice.virtual:2568" });
  stepper().connect(second.endpoint);
  expect([server.taken.length, other.taken.length]).toEqual([0, 1]);
});

test("a silent end tells the other one nothing", async () => {
  const server = serverThat();
  const near = stepper().connect(stepper().dial("mute", server).endpoint);
  const events: string[] = [];
  for (const event of ["data", "end", "error", "close"]) near.on(event, () => events.push(event));
  server.taken[0]?.silence();
  near.write("is anybody there?");
  await stepper().advance(60_000);
  expect(events).toEqual([]);
});

/** A server that keeps its ends of connections. */
function serverThat() {
  const taken: VirtualSocket[] = [];
  return { taken, emit: (_event: "connection", socket: VirtualSocket) => taken.push(socket) > 0 };
}
