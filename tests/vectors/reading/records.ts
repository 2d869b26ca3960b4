import { Bytes } from "./bytes.ts";
import { valueOf, type Scale } from "./quantized.ts";
import { State, type Types } from "./state.ts";

const POSITION: Scale = { min: 0, max: 65_535 / 256, bits: 16, mode: 0 };
const VELOCITY: Scale = { min: -32, max: 32, bits: 16, mode: 0 };
const ANGLE: Scale = { min: 0, max: 2 * Math.PI, bits: 16, mode: 1 };

const PART = { common: 1, leaves: 2, changes: 4, enters: 8, own: 16, ownRecord: 32, events: 64 } as const;
const LISTS = ["shots", "hits", "blasts", "deaths", "pickups", "deeds"] as const;

/** The fields of an owner's record, by the bits of its mask. */
const OWN_FIELDS: readonly (readonly [name: string, read: (bytes: Bytes) => number])[] = [
  ["vx", (bytes) => valueOf(bytes.take("u16"), VELOCITY)],
  ["vy", (bytes) => valueOf(bytes.take("u16"), VELOCITY)],
  ...[
    "dashSteps",
    "dashCooldown",
    "fireCooldown",
    "ammo",
    "reloadSteps",
    "specialAmmo",
    "specialCooldown",
    "teleportCooldown",
    "inputDepth",
  ].map((name) => [name, (bytes: Bytes) => bytes.take("u8")] as const),
  ["respawnTick", (bytes) => bytes.take("u32")],
];

interface Body {
  readonly id: number;
  /** Place in steps. */
  x: number;
  y: number;
  readonly values: Record<string, number | boolean>;
}

interface Event {
  tick: number;
  [list: string]: unknown;
}

/** Reads frames of records as docs/protocol.md describes them, without any code of the game or the framework. */
export class Records {
  /** The parts of frames and the forms of places that were read. */
  readonly seen = new Set<string>();
  readonly #common: State;
  #bodies: Body[] = [];
  #own = 0;

  constructor(types: Types, rootType: number) {
    this.#common = new State(types, rootType);
  }

  /** Reads a frame after its head, and returns its events. A full state replaces everything. */
  read(bytes: Bytes, isFull: boolean): Event[] {
    if (isFull) {
      this.#common.reset();
      this.#bodies = [];
      this.#own = 0;
    }
    const parts = bytes.take("u8");
    for (const bit of Object.values(PART)) if (parts & bit) this.seen.add(`part ${bit}`);
    if (parts & PART.common)
      for (let left = bytes.take("u8"); left > 0; left--) this.#common.patch(new Bytes(bytes.part(bytes.varint())));
    if (parts & PART.leaves) for (let left = bytes.varint(); left > 0; left--) this.#leave(bytes.varint());
    if (parts & PART.changes) {
      const bits = bytes.part(Math.ceil(this.#bodies.length / 8));
      for (const [index, body] of this.#bodies.entries())
        if (((bits[index >> 3] ?? 0) >> (index & 7)) & 1) this.#readRecord(body, bytes);
    }
    if (parts & PART.enters) {
      for (let left = bytes.varint(); left > 0; left--) {
        const body: Body = { id: bytes.take("u16"), x: 0, y: 0, values: {} };
        this.#readRecord(body, bytes);
        this.#bodies.push(body);
      }
    }
    if (parts & PART.own) this.#own = bytes.take("u16");
    if (parts & PART.ownRecord) this.#readOwn(bytes);
    return parts & PART.events ? readEvents(bytes) : [];
  }

  /** The state in the form that a client of views has. */
  plain(): unknown {
    const common = this.#common.plain() as { readonly roster?: Readonly<Record<string, { readonly id: number }>> };
    const sessions = new Map(Object.entries(common.roster ?? {}).map(([session, { id }]) => [id, session]));
    const players = Object.fromEntries(this.#bodies.map(({ id, values }) => [sessions.get(id), { id, ...values }]));
    return { ...common, players };
  }

  #leave(index: number): void {
    const last = this.#bodies.pop();
    if (last && index < this.#bodies.length) this.#bodies[index] = last;
  }

  #readRecord(body: Body, bytes: Bytes): void {
    const head = bytes.take("u8");
    this.seen.add(`place ${head & 3}`);
    readRecord(body, head, bytes);
  }

  #readOwn(bytes: Bytes): void {
    const body = this.#bodies.find(({ id }) => id === this.#own);
    const mask = bytes.take("u16");
    for (const [bit, [name, read]] of OWN_FIELDS.entries())
      if ((mask >> bit) & 1) Object.assign(body?.values ?? {}, { [name]: read(bytes) });
  }
}

function readRecord(body: Body, head: number, bytes: Bytes): void {
  const u8 = () => bytes.take("u8");
  switch (head & 3) {
    case 1:
      body.x += u8() - (head & 64 ? 256 : 0);
      body.y += u8() - (head & 128 ? 256 : 0);
      break;
    case 2: {
      const [low, middle, high] = [u8(), u8(), u8()];
      body.x += signed12(low + (middle & 15) * 256);
      body.y += signed12((middle >> 4) + high * 16);
      break;
    }
    case 3:
      body.x = bytes.take("u16");
      body.y = bytes.take("u16");
      break;
    default:
  }
  const { values } = body;
  if (head & 3) Object.assign(values, { x: valueOf(body.x, POSITION), y: valueOf(body.y, POSITION) });
  if (head & 4) Object.assign(values, { aim: valueOf(bytes.take("u16"), ANGLE) });
  if (head & 8) Object.assign(values, { health: u8(), armour: u8() });
  if (head & 16) Object.assign(values, { railCharge: u8() });
  if (head & 32) {
    const flags = u8();
    Object.assign(values, { alive: (flags & 1) > 0, shielded: (flags & 2) > 0, overdriven: (flags & 4) > 0 });
    Object.assign(values, { special: u8(), lives: u8(), teleports: u8(), team: u8() });
  }
}

const signed12 = (bits: number): number => (bits < 2048 ? bits : bits - 4096);

function readEvents(bytes: Bytes): Event[] {
  const events: Event[] = [];
  while (!bytes.isAtEnd) {
    const head = bytes.take("u8");
    const numbers = Array.from({ length: head & 7 }, () => bytes.varint());
    const list = LISTS[head >> 3];
    const event = events.at(-1);
    if (list === undefined) events.push({ tick: numbers[0] ?? 0 });
    else if (event) event[list] = [...((event[list] as unknown[] | undefined) ?? []), numbers];
  }
  return events;
}
