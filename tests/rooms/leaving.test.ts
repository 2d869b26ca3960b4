import { Client, type Room } from "@colyseus/sdk";
import { Arena } from "@fray/shared-state/arena/arena";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import type { CreateRequest } from "@fray/shared-state/protocol/create-options";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { BUTTON, InputFrame } from "@fray/shared-state/schema/input-frame";
import { copyFighter } from "@fray/shared-state/simulation/body";
import { followState, READS_RECORDS } from "@fray/shared-state/sync/follow-state";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { contextHere } from "../security/in-process.ts";
import { playOn } from "../support/play-on.ts";
import { settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

/** Two places on an open field, one to the right of the other. */
const LEFT = { x: 20, y: 20 };
const RIGHT = { x: 23, y: 20 };
const field = new Arena({
  name: "duel",
  width: 60,
  height: 40,
  walls: [],
  spawns: [{ x: 50, y: 30, team: 0 }],
});

playOn("duel", field);

let server: VirtualServer;
let url: string;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel", "--max-players", "100", "--joins-per-minute", "0"] });
  url = server.url;
});
afterAll(() => server.stop());

interface JoinOptions {
  readonly records?: string;
  readonly name?: string;
  readonly token?: string;
  readonly spectate?: boolean;
  readonly password?: string;
}

/** Somebody in a room, and the same as the server has it. */
class Person {
  readonly room: Joined;
  token = "";
  readonly presence: { id: number; what: string }[] = [];
  closed: number | undefined;
  #seq: NodeJS.Timeout | undefined;

  constructor(room: Joined) {
    this.room = room;
    room.reconnection.enabled = false;
    room.onMessage("*", () => {});
    room.onMessage("identity", ({ token }: { token: string }) => (this.token = token));
    room.onMessage("presence", (event: { id: number; what: string }) => this.presence.push(event));
    room.onLeave((code) => (this.closed = code));
  }

  get server() {
    const found = [...contextHere().arenas].find(({ roomId }) => roomId === this.room.roomId);
    if (!found) throw new Error("the room is closed");
    return found;
  }

  get entry() {
    const entry = this.server.state.roster.get(this.room.sessionId);
    if (!entry) throw new Error(`it is not in the roster; its line was closed with ${this.closed}`);
    return entry;
  }

  get body() {
    const body = this.server.state.players.get(this.room.sessionId);
    if (!body) throw new Error("it has no body");
    return body;
  }

  /** Fires to the right from now on, or holds its fire. */
  fire(isFiring: boolean): void {
    clearInterval(this.#seq);
    const input = this.room.input<InputFrame>({ type: InputFrame });
    const send = () => {
      if (!this.room.connection.isOpen) return;
      input.data.aim = 0;
      input.data.buttons = isFiring ? BUTTON.fire : 0;
      input.send();
    };
    send();
    if (isFiring) this.#seq = setInterval(send, 33);
  }

  cut(code = 4999): void {
    clearInterval(this.#seq);
    this.room.connection.transport.close(code);
  }

  async leave(): Promise<void> {
    clearInterval(this.#seq);
    if (this.room.connection.isOpen) await settled(this.room.leave());
  }
}

const people: Person[] = [];
afterEach(async () => {
  for (const person of people.splice(0)) person.fire(false);
  // Rooms with held bodies would stay open.
  for (const room of contextHere().arenas) room.control.close();
  await until("all rooms are closed", () => contextHere().arenas.size === 0);
});

type Joined = Room<unknown, ArenaState>;

async function enter(joining: Promise<Joined>): Promise<Person> {
  const person = new Person(followState(await settled(joining)));
  people.push(person);
  await until("the server has it", () => person.server.state.roster.has(person.room.sessionId));
  return person;
}

const create = (maxPlayers: number, request: CreateRequest = {}): Promise<Person> => {
  const room = { maxPlayers, maps: ["duel"], mode: "ffa", bots: 0, ...request };
  return enter(new Client(url).create<ArenaState>("arena", { name: "Ann", room }, ArenaState));
};
const join = ({ room }: Person, options: JoinOptions = {}): Promise<Person> =>
  enter(new Client(url).joinById<ArenaState>(room.roomId, options, ArenaState));

/** Puts bodies where a shot of the first hits the second. */
async function face(shooter: Person, target: Person): Promise<void> {
  await until("both are alive in a round that counts", () => {
    return shooter.body.alive && target.body.alive && shooter.server.state.match.phase === 1;
  });
  Object.assign(shooter.body, LEFT, { shielded: false, vx: 0, vy: 0 });
  Object.assign(target.body, RIGHT, { shielded: false, vx: 0, vy: 0 });
}

/** Lets one hurt another, once and not to death. */
async function hurt(shooter: Person, target: Person): Promise<void> {
  await face(shooter, target);
  const { health } = target.body;
  shooter.fire(true);
  await until("it hurts", () => target.body.health < health);
  shooter.fire(false);
}

const dropped = (person: Person): Promise<unknown> =>
  until("the line is down", () => person.server.state.roster.get(person.room.sessionId)?.connected === false);

describe.for([
  ["patches of a schema", {}],
  ["snapshot records", READS_RECORDS],
] as const)("for a client that reads %s", ([, reads]) => {
  const pair = async (room: CreateRequest = {}): Promise<[Person, Person]> => {
    const ann = await create(24, room);
    const bob = await join(ann, { name: "Bob", ...reads });
    await until("it has been told who it is", () => bob.token);
    return [ann, bob];
  };

  test("a guest who loses the connection and joins with the guest token has the same body, number and score", async () => {
    const [ann, bob] = await pair();
    await hurt(ann, bob);
    const { id } = bob.entry;
    Object.assign(bob.entry, { score: 7, kills: 9, deaths: 2 });
    Object.assign(bob.body, {
      ammo: 3,
      special: 3,
      specialAmmo: 2,
      dashCooldown: 200,
      specialCooldown: 200,
      armour: 11,
    });
    bob.cut();
    await dropped(bob);
    const left = copyFighter(bob.body);
    const { lives, x, y, health, armour, special, specialAmmo } = left;
    expect(health).toBeLessThan(100);
    const again = await join(ann, { name: "Bob", token: bob.token });
    expect(again.room.sessionId).not.toBe(bob.room.sessionId);
    expect(again.entry).toMatchObject({ id, score: 7, kills: 9, deaths: 2, connected: true });
    expect(again.body).toMatchObject({ id, lives, x, y, health, armour, special, specialAmmo, ammo: 3 });
    expect(again.body.dashCooldown).toBeGreaterThan(150);
    expect(ann.server.state.players.size).toBe(2);
    await until("it is sent its body, and so is the other", () =>
      [again, ann].every(({ room }) => room.state.players.get(again.room.sessionId)?.health === health),
    );
    expect(ann.presence.map(({ what }) => what)).toEqual(["joined", "dropped", "returned"]);
    // It plays on in it.
    await face(again, ann);
    again.fire(true);
    await until("it hurts the other", () => ann.body.health < 100);
  });

  test("fifteen disconnections in a row, each followed by a join with the guest token, give no health and no other place", async () => {
    const [ann, bob] = await pair();
    await hurt(ann, bob);
    // Wounds heal by themselves after some seconds; the machine may be slow.
    const { x, y, health } = bob.body;
    let last = bob;
    for (let cut = 0; cut < 15; cut++) {
      Object.assign(last.body, { hurtTick: 2 ** 31 });
      last.cut();
      await dropped(last);
      last = await join(ann, { name: "Bob", token: bob.token });
      expect(last.body).toMatchObject({ x, y, health, alive: true });
    }
    expect(ann.server.state.players.size).toBe(2);
    expect(ann.server.state.roster.size).toBe(2);
  });

  test("the token of the connection before is no longer valid", async () => {
    const [ann, bob] = await pair();
    const stale = bob.room.reconnectionToken;
    bob.cut();
    await dropped(bob);
    const again = await join(ann, { name: "Bob", token: bob.token });
    await expect(settled(new Client(url).reconnect(stale))).rejects.toThrow();
    expect(again.closed).toBeUndefined();
    expect(again.body.alive || again.body.lives === 0).toBe(true);
    expect(ann.server.state.roster.size).toBe(2);
  });

  test.for([["leaves"], ["goes to watch"], ["closes with the code of a goodbye"], ["breaks the protocol"]] as const)(
    "a player who %s when hurt is killed by the attacker",
    async ([how]) => {
      const [ann, bob] = await pair();
      await hurt(ann, bob);
      const before = ann.entry.kills;
      if (how === "leaves") await bob.leave();
      if (how === "goes to watch") bob.room.send("role", { spectate: true });
      if (how === "closes with the code of a goodbye") bob.cut(CLOSE.consented);
      if (how === "breaks the protocol") bob.room.connection.send(new Uint8Array([20, 0, 255]));
      await until("it is a kill", () => ann.entry.kills === before + 1);
      expect(ann.entry.score).toBe(1);
      if (how === "goes to watch") expect(bob.entry).toMatchObject({ spectator: true, deaths: 1 });
    },
  );

  test("a player who leaves dead or hurt and returns waits for the respawn like all others", async () => {
    const [ann, bob] = await pair();
    await hurt(ann, bob);
    const body = bob.body;
    await bob.leave();
    await until("it is a kill", () => ann.entry.kills === 1);
    const { respawnTick } = body;
    const again = await join(ann, { name: "Bob", token: bob.token });
    expect(again.body).toMatchObject({ alive: false, respawnTick });
    await until("it has spawned", () => again.body.alive);
    expect(again.body).toMatchObject({ health: 100, spawnTick: respawnTick });
  });

  test.for([4999, CLOSE.serverShutdown, CLOSE.roomFailed])(
    "a connection that closes with %i is lost: the body stands there, the others are told, and no player gets a kill",
    async (code) => {
      const [ann, bob] = await pair();
      await hurt(ann, bob);
      bob.cut(code);
      await dropped(bob);
      expect(bob.body).toMatchObject({ alive: true });
      expect(ann.entry.kills).toBe(0);
      await until("it is told", () => ann.presence.some(({ what }) => what === "dropped"));
    },
  );

  test("a held body is killed once, and counts once", async () => {
    const [ann, bob] = await pair();
    await face(ann, bob);
    bob.cut();
    await dropped(bob);
    for (const lives of [1, 2]) {
      await until("it is there", () => bob.body.alive && bob.body.lives >= lives);
      Object.assign(bob.body, RIGHT, { shielded: false, health: 1 });
      ann.fire(true);
      await until("it is killed", () => !bob.body.alive);
      ann.fire(false);
    }
    expect(ann.entry).toMatchObject({ kills: 1, score: 1 });
    expect(bob.entry.deaths).toBe(1);
  });

  test("a guest who returns as a spectator leaves the fight, and is killed if hurt", async () => {
    const [ann, bob] = await pair();
    await hurt(ann, bob);
    bob.cut();
    await dropped(bob);
    const again = await join(ann, { name: "Bob", token: bob.token, spectate: true });
    expect(again.entry.spectator).toBe(true);
    expect(ann.server.state.players.size).toBe(1);
    await until("it is a kill", () => ann.entry.kills === 1);
    expect(again.entry.deaths).toBe(1);

    again.cut();
    await dropped(again);
    const third = await join(ann, { name: "Bob", token: bob.token });
    expect(third.body.alive).toBe(false);
    expect(third.entry.id).toBe(again.server.state.roster.get(third.room.sessionId)?.id);
  });

  test("a second tab of a playing guest is a different player", async () => {
    const [ann, bob] = await pair();
    const tab = await join(ann, { name: "Bob", token: bob.token });
    expect(tab.entry.id).not.toBe(bob.entry.id);
    expect(tab.entry.playerId).not.toBe(bob.entry.playerId);
    expect(ann.server.state.players.size).toBe(3);
  });

  test("a body that is held over the end of its round continues in the next one", async () => {
    const [ann, bob] = await pair({ maps: ["duel"] });
    bob.cut();
    await dropped(bob);
    const { round } = ann.server.state.match;
    ann.server.control.playRound(0);
    await until("the next one is on", () => ann.server.state.match.round > round && bob.body.alive);
    const { id } = bob.body;
    const again = await join(ann, { name: "Bob", token: bob.token });
    expect(again.body).toMatchObject({ id, alive: true });
  });
});

test("a guest can return to the own place in a full or locked room, or one with a password", async () => {
  const ann = await create(2, { password: "sesame" });
  const bob = await join(ann, { name: "Bob", password: "sesame" });
  await until("it has been told who it is", () => bob.token);
  ann.room.send("lock", { locked: true });
  await until("it is locked", () => ann.server.state.room.locked);
  const { id } = bob.entry;
  bob.cut();
  await dropped(bob);
  await expect(join(ann, { name: "Cid" })).rejects.toMatchObject({ code: JOIN_REFUSED.locked });
  const again = await join(ann, { name: "Bob", token: bob.token });
  expect(again.entry).toMatchObject({ id, connected: true });
  expect(ann.server.state.players.size).toBe(2);
});
