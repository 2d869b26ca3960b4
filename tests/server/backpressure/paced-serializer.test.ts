import { ClientState, type Client } from "@colyseus/core";
import { Decoder } from "@colyseus/schema";
import { PacedSerializer } from "@fray/server/backpressure/paced-serializer";
import { Interest } from "@fray/server/interest/interest";
import { SchemaView } from "@fray/server/interest/schema-view";
import { Arena } from "@fray/shared-state/arena/arena";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { Pickup } from "@fray/shared-state/schema/pickup";
import { Player } from "@fray/shared-state/schema/player";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import fc from "fast-check";
import { expect, test, vi } from "vitest";

const PEERS = 4;
/** Protocol code and the time of the patch. */
const TIMED_HEAD_BYTES = 9;
/** Hidden to all who are more than 3 u away. */
const BUSH = { left: 40, top: 0, right: 60, bottom: 100 };
const map = new Arena({ name: "field", width: 100, height: 100, walls: [], spawns: [], bushes: [BUSH] });

/** What one client was sent, decoded as any client would. */
class Peer {
  readonly client: Client;
  readonly decoder = new Decoder(new ArenaState());
  readonly frames: Uint8Array[] = [];

  constructor(sessionId: string) {
    const raw = (frame: Uint8Array) => {
      this.frames.push(frame);
      this.decoder.decode(frame, { offset: TIMED_HEAD_BYTES });
    };
    this.client = { sessionId, state: ClientState.JOINED, view: undefined, raw } as unknown as Client;
  }
}

/** Everybody is told of the roster, the round and the pickups; of bodies each what it can see, and more of its own. */
function told(state: ArenaState, bodies: Iterable<[string, Player]>, own: string) {
  const { room: _, players: __, ...common } = state.toJSON();
  const seen = Array.from(bodies, ([sessionId, player]) => {
    const { id, x, y, aim, team, health, alive, lives, vx, ammo } = player;
    return [sessionId, { id, x, y, aim, team, health, alive, lives, ...(sessionId === own && { vx, ammo }) }] as const;
  });
  return { common, seen: Object.fromEntries(seen.toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

/** A room without its rules: things change as they are told to, and each tick ends with a patch. */
class Bench {
  readonly state = new ArenaState();
  readonly peers = Array.from({ length: PEERS }, (_, index) => new Peer(`peer${index}`));
  readonly interest: Interest;
  readonly #serializer: PacedSerializer;
  #due = new Set<Client>();
  #tick = 1000;
  #ids = 0;

  constructor() {
    this.state.pickups.push(Object.assign(new Pickup(), { x: 1, y: 2 }));
    this.#serializer = new PacedSerializer((client) => this.#due.has(client));
    this.#serializer.reset(this.state);
    this.interest = new Interest(this.state, map, (client) => new SchemaView(client));
    for (const { client } of this.peers) {
      const { sessionId } = client;
      this.state.roster.set(sessionId, Object.assign(new RosterEntry(), { id: this.#ids, name: sessionId }));
      this.interest.watch(client);
      this.enter(sessionId);
    }
    for (const { client } of this.peers) client.raw(this.#serializer.getFullState(client, { sNow: 0 }));
  }

  enter(sessionId: string): void {
    if (this.state.players.has(sessionId)) return;
    const player = Object.assign(new Player(), { id: ++this.#ids, x: 50, y: 50, alive: true, lives: 1 });
    this.state.players.set(sessionId, player);
    this.interest.embody(sessionId, player);
  }

  leave(sessionId: string): void {
    const player = this.state.players.get(sessionId);
    if (!player) return;
    this.interest.forget(player);
    this.state.players.delete(sessionId);
  }

  /** Ends a tick: those peers are sent its patch. */
  patch(due: readonly number[]): void {
    this.#due = new Set(due.flatMap((index) => this.peers[index]?.client ?? []));
    this.interest.refresh({ tick: ++this.#tick, dt: 1 / 30, arena: map, events: [] });
    const clients = this.peers.map(({ client }) => client);
    this.#serializer.applyPatches(clients, this.state, { sNow: this.#tick });
  }

  /** What a peer should hold that has just been sent a patch, and what it does. */
  compare(index: number): readonly [held: unknown, truth: unknown] {
    const { client, decoder } = this.peers[index] ?? new Peer("nobody");
    const visible = Array.from(this.state.players).filter(([, player]) => client.view?.has(player));
    const held = decoder.state;
    return [told(held, held.players ?? [], client.sessionId), told(this.state, visible, client.sessionId)];
  }
}

const who = fc.nat({ max: PEERS - 1 });
const place = fc.integer({ min: 5, max: 95 });
/** What happens in a tick. */
const happening = fc.oneof(
  fc.record({ type: fc.constant("move" as const), who, x: place, y: place }),
  fc.record({ type: fc.constant("jump" as const), who, x: place, y: place }),
  fc.record({ type: fc.constant("hurt" as const), who, health: fc.nat({ max: 100 }) }),
  fc.record({ type: fc.constant("enter" as const), who }),
  fc.record({ type: fc.constant("leave" as const), who }),
  fc.record({ type: fc.constant("score" as const), who, score: fc.nat({ max: 99 }) }),
  fc.record({ type: fc.constant("measure" as const), who }),
  fc.record({ type: fc.constant("rejoin" as const), who }),
  fc.record({ type: fc.constant("pickup" as const), who, isNew: fc.boolean() }),
);
type Happening = typeof happening extends fc.Arbitrary<infer Type> ? Type : never;

function happen(bench: Bench, event: Happening): void {
  const { state } = bench;
  const sessionId = `peer${event.who}`;
  const player = state.players.get(sessionId);
  const entry = state.roster.get(sessionId);
  switch (event.type) {
    case "move":
    case "jump":
      if (!player) break;
      Object.assign(player, { x: event.x, y: event.y, vx: event.x / 10, ammo: event.y });
      if (event.type === "jump") player.lives++;
      break;
    case "hurt":
      if (player) player.health = event.health;
      break;
    case "enter":
      bench.enter(sessionId);
      break;
    case "leave":
      bench.leave(sessionId);
      break;
    case "score":
      if (entry) entry.score = event.score;
      break;
    case "measure":
      state.tickTime++;
      break;
    case "rejoin":
      state.roster.delete(sessionId);
      state.roster.set(sessionId, Object.assign(new RosterEntry(), { name: sessionId }));
      break;
    case "pickup":
      if (event.isNew) state.pickups.push(Object.assign(new Pickup(), { x: event.who }));
      else if (state.pickups[0]) state.pickups[0].available = !state.pickups[0].available;
  }
}

test("whoever is passed over, for however long, holds what it should with its next patch", () => {
  const complaints = [vi.spyOn(console, "warn"), vi.spyOn(console, "error")];
  const tick = fc.record({ happenings: fc.array(happening, { maxLength: 6 }), due: fc.uniqueArray(who) });
  fc.assert(
    fc.property(fc.array(tick, { minLength: 1, maxLength: 60 }), (ticks) => {
      const bench = new Bench();
      for (const { happenings, due } of ticks) {
        for (const event of happenings) happen(bench, event);
        bench.patch(due);
        for (const index of due) {
          const [held, truth] = bench.compare(index);
          expect(held).toEqual(truth);
        }
      }
      bench.patch([0, 1, 2, 3]);
      for (let index = 0; index < PEERS; index++) {
        const [held, truth] = bench.compare(index);
        expect(held).toEqual(truth);
      }
    }),
    { numRuns: 300 },
  );
  // A decoder only complains of what it can't read, and skips it.
  for (const complaint of complaints) expect(complaint).not.toHaveBeenCalled();
});

test("what was missed comes in one frame, and a field that changed often once", () => {
  const bench = new Bench();
  bench.patch([0, 1, 2, 3]);
  const [slow, prompt] = bench.peers;
  if (!slow || !prompt) throw new Error("no such peers");
  slow.frames.length = prompt.frames.length = 0;
  for (let tick = 0; tick < 30; tick++) {
    happen(bench, { type: "move", who: 1, x: 30 + tick, y: 50 });
    bench.patch([1, 2, 3]);
  }
  expect(slow.frames).toEqual([]);
  bench.patch([0, 1, 2, 3]);
  expect(slow.frames).toHaveLength(1);
  expect(Buffer.concat(slow.frames).length).toBeLessThan(Buffer.concat(prompt.frames).length / 10);
});

test("who is shown something while nothing changes is sent one frame like everybody else", () => {
  const bench = new Bench();
  happen(bench, { type: "move", who: 0, x: 20, y: 50 });
  happen(bench, { type: "move", who: 1, x: 33, y: 50 });
  bench.patch([0, 1, 2, 3]);
  const [watcher] = bench.peers;
  const other = bench.state.players.get("peer1");
  if (!watcher || !other) throw new Error("no such peers");
  expect(watcher.client.view?.has(other)).toBe(true);
  watcher.frames.length = 0;
  bench.interest.limitReach("peer0", 0.5);
  for (let tick = 0; tick < 3; tick++) bench.patch([0, 1, 2, 3]);
  expect(watcher.client.view?.has(other)).toBe(false);
  expect(watcher.frames).toHaveLength(3);
  const [held, truth] = bench.compare(0);
  expect(held).toEqual(truth);
});

test("nothing is sent of who hid while its watcher was passed over, not even where it was before", () => {
  const bench = new Bench();
  const secret = 12_345;
  happen(bench, { type: "move", who: 0, x: 30, y: 10 });
  happen(bench, { type: "move", who: 1, x: 35, y: 10 });
  bench.patch([0, 1, 2, 3]);
  const watcher = bench.peers[0];
  const hider = bench.state.players.get("peer1");
  if (!watcher || !hider) throw new Error("no such peers");
  expect(watcher.client.view?.has(hider)).toBe(true);
  hider.id = secret;
  bench.patch([1, 2, 3]);
  happen(bench, { type: "move", who: 1, x: 45, y: 10 });
  for (let tick = 0; tick < 3; tick++) bench.patch([1, 2, 3]);
  expect(watcher.client.view?.has(hider)).toBe(false);
  watcher.frames.length = 0;
  bench.patch([0]);
  const needle = Buffer.alloc(2);
  needle.writeUInt16LE(secret);
  expect(Buffer.concat(watcher.frames).includes(needle)).toBe(false);
  const [held, truth] = bench.compare(0);
  expect(held).toEqual(truth);
});
