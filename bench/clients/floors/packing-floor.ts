import { decode } from "@colyseus/schema";
import { InputDecoder } from "@colyseus/schema/input";
import { SpatialGrid, type Viewed } from "@fray/netcode/core";
import { AREA } from "@fray/server/internal/interest/area";
import type { Arena } from "@fray/shared-state/arena/arena";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import { screenCentre } from "@fray/shared-state/protocol/screen";
import { InputFrame, type Input } from "@fray/shared-state/schema/input-frame";
import { createFighter } from "@fray/shared-state/simulation/body";
import type { Command } from "@fray/shared-state/simulation/command";
import { stepWorld } from "@fray/shared-state/simulation/step-world";
import { addFighter, createWorld, removeFighter, type World } from "@fray/shared-state/simulation/world";

import { BENCH_MAP, benchMap } from "../server/bench-map.ts";
import { BitWriter } from "./bit-writer.ts";
import { HEADER_BYTES, startFrame, type Floor, type FloorClient } from "./floor-server.ts";
import { PackedBody } from "./packed-body.ts";
import { packEvents, writeEvents } from "./packed-events.ts";

const SEED = 1;
const CELL_U = 8;
/** Ticks between two full updates of interest, as in the product. */
const LOOK_INTERVAL_TICKS = 3;
/**
 * While more inputs than this wait, two are taken per tick. When a stall has queued too many, the oldest are dropped.
 */
const TARGET_DEPTH = 2;
const MAX_WAITING = 8;
const MAX_FRAME_BYTES = 16 * 1024;
/**
 * Bit in the first byte of an input message that carries a view time. The view time is a varying-length number in
 * front of the input.
 */
const TIMED = 0x80;

interface Seat {
  readonly client: FloorClient;
  readonly body: PackedBody;
  readonly decoder: InputDecoder<InputFrame>;
  readonly latest: InputFrame;
  readonly waiting: Input[];
  readonly seen: Set<PackedBody>;
}

/**
 * Simulates the same world by the same rules on the same map, and packs it by hand: a bit-level snapshot of the
 * bodies that each client sees, as the difference to the previous tick, and the events that it sees. It has no names,
 * scores, reconnections or input limits.
 */
export class PackingFloor implements Floor {
  dropped = 0;
  readonly #arena: Arena;
  readonly #world: World;
  readonly #grid: SpatialGrid<PackedBody>;
  readonly #seats = new Map<FloorClient, Seat>();
  readonly #bits = new BitWriter(MAX_FRAME_BYTES);
  #lastId = 0;

  /** `side` is the side of the generated map in u. */
  constructor(side: number, tickRate: number) {
    this.#arena = parseMap(BENCH_MAP, benchMap(side));
    this.#world = createWorld(this.#arena, 1 / tickRate, SEED);
    this.#grid = new SpatialGrid(this.#arena.width, this.#arena.height, CELL_U);
  }

  enter(client: FloorClient): void {
    const fighter = createFighter(++this.#lastId);
    addFighter(this.#world, fighter);
    const latest = new InputFrame();
    const decoder = new InputDecoder(latest);
    const body = new PackedBody(fighter);
    this.#seats.set(client, { client, body, latest, decoder, waiting: [], seen: new Set() });
  }

  leave(client: FloorClient): void {
    const seat = this.#seats.get(client);
    if (!seat) return;
    this.#seats.delete(client);
    removeFighter(this.#world, seat.body.fighter.id);
    for (const { seen } of this.#seats.values()) seen.delete(seat.body);
  }

  receive(client: FloorClient, frame: Buffer): void {
    const seat = this.#seats.get(client);
    if (!seat) return;
    seat.decoder.decode(frame.subarray(bodyStart(frame)));
    const { moveX, moveY, aim, buttons } = seat.latest;
    seat.waiting.push({ moveX, moveY, aim, buttons });
    if (seat.waiting.length <= MAX_WAITING) return;
    seat.waiting.shift();
    client.applied++;
    this.dropped++;
  }

  tick(now: number): void {
    stepWorld(this.#world, this.#collect());
    this.#grid.clear();
    for (const { body } of this.#seats.values()) {
      body.update();
      this.#grid.insert(body);
    }
    const events = packEvents(this.#world);
    let index = 0;
    for (const seat of this.#seats.values()) this.#tell(seat, events, index++, now);
  }

  #collect(): Command[] {
    const commands: Command[] = [];
    for (const { client, body, waiting } of this.#seats.values()) {
      for (let due = waiting.length > TARGET_DEPTH ? 2 : 1; due > 0; due--) {
        const input = waiting.shift();
        if (input) commands.push({ fighter: body.fighter, seq: ++client.applied, input });
      }
    }
    return commands;
  }

  #tell(seat: Seat, events: ReturnType<typeof packEvents>, index: number, now: number): void {
    const { x, y } = seat.body;
    const viewpoint: Viewed = { centre: screenCentre(x, y, this.#arena), reach: 1 };
    const isLook = (this.#world.tick + index) % LOOK_INTERVAL_TICKS === 0;
    this.#bits.reset();
    seat.body.writeOwn(this.#bits);
    for (const body of seat.seen) {
      const isGone = isLook && !AREA.includes(viewpoint, body.fighter, true);
      this.#bits.write(Number(isGone), 1);
      if (isGone) seat.seen.delete(body);
      else body.writeChange(this.#bits);
    }
    if (isLook) this.#writeNew(seat, viewpoint);
    this.#bits.write(0, 1);
    writeEvents(this.#bits, events, AREA, viewpoint);
    const packed = this.#bits.finish();
    const frame = startFrame(HEADER_BYTES + packed.length, now, seat.client);
    frame.set(packed, HEADER_BYTES);
    seat.client.send(frame);
  }

  /** Writes the bodies that came into view, each after a 1 bit. */
  #writeNew({ seen }: Seat, viewpoint: Viewed): void {
    this.#grid.queryAround(viewpoint.centre, AREA.half, (body) => {
      if (seen.has(body) || !AREA.includes(viewpoint, body.fighter, false)) return;
      seen.add(body);
      this.#bits.write(1, 1);
      body.writeWhole(this.#bits);
    });
  }
}

/** Returns where the input itself begins: after the code byte and, if there is a view time, after the view time. */
function bodyStart(frame: Buffer): number {
  if (((frame[0] ?? 0) & TIMED) === 0) return 1;
  const at = { offset: 1 };
  decode.number(frame, at);
  return at.offset;
}
