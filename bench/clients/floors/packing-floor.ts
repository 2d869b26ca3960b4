import { decode } from "@colyseus/schema";
import { InputDecoder } from "@colyseus/schema/input";
import { inReach, REACH_U, type Outlook } from "@fray/server/interest/outlook";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import { screenCentre } from "@fray/shared-state/protocol/screen";
import { InputFrame, type Input } from "@fray/shared-state/schema/input-frame";
import { createFighter } from "@fray/shared-state/simulation/body";
import { SpatialGrid } from "@fray/shared-state/simulation/spatial-grid";
import { addFighter, createWorld, removeFighter, stepWorld, type Command } from "@fray/shared-state/simulation/world";

import { BENCH_MAP, benchMap } from "../server/bench-map.ts";
import { BitWriter } from "./bit-writer.ts";
import { HEADER_BYTES, startFrame, type Floor, type FloorClient } from "./floor-server.ts";
import { PackedBody } from "./packed-body.ts";

const SEED = 1;
const CELL_U = 8;
const LOOK_INTERVAL_TICKS = 3;
/** Two inputs wait at most; more come of a stall, and the oldest are thrown away. */
const MAX_WAITING = 8;
const MAX_FRAME_BYTES = 16 * 1024;
/** With a view time, an input's body begins after the number that says by how much it grew. */
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
 * The same world by the same rules on the same map, told by hand: a bit-level snapshot of the bodies each client sees,
 * against the tick before. No events, names, scores, reconnections, nor limits on what anybody sends.
 */
export function createPackingFloor(side: number, tickRate: number): Floor {
  const arena = parseMap(BENCH_MAP, benchMap(side));
  const world = createWorld(arena, 1 / tickRate, SEED);
  const seats = new Map<FloorClient, Seat>();
  const bodies = new Map<number, PackedBody>();
  const grid = new SpatialGrid<PackedBody>(arena.width, arena.height, CELL_U);
  const bits = new BitWriter(MAX_FRAME_BYTES);
  let lastId = 0;
  let dropped = 0;

  function collect(): Command[] {
    const commands: Command[] = [];
    for (const { client, body, waiting } of seats.values()) {
      for (let due = waiting.length > 2 ? 2 : 1; due > 0; due--) {
        const input = waiting.shift();
        if (input) commands.push({ fighter: body.fighter, seq: ++client.applied, input });
      }
    }
    return commands;
  }

  function tell(seat: Seat, index: number, now: number): void {
    const { x, y } = seat.body.fighter;
    const outlook: Outlook = { centre: screenCentre(x, y, arena), subject: undefined, eyes: undefined, reach: 1 };
    bits.reset();
    seat.body.writeOwn(bits);
    const isLook = (world.tick + index) % LOOK_INTERVAL_TICKS === 0;
    for (const body of seat.seen) {
      const isGone = isLook && !inReach(outlook, body.fighter, true);
      bits.write(Number(isGone), 1);
      if (isGone) seat.seen.delete(body);
      else body.writeChange(bits);
    }
    if (isLook) {
      const { centre } = outlook;
      const show = (body: PackedBody): void => {
        if (seat.seen.has(body) || !inReach(outlook, body.fighter, false)) return;
        seat.seen.add(body);
        bits.write(1, 1);
        body.writeWhole(bits);
      };
      grid.query(centre.x - REACH_U.x, centre.y - REACH_U.y, centre.x + REACH_U.x, centre.y + REACH_U.y, show);
    }
    bits.write(0, 1);
    const packed = bits.finish();
    const frame = startFrame(HEADER_BYTES + packed.length, now, seat.client);
    frame.set(packed, HEADER_BYTES);
    seat.client.send(frame);
  }

  return {
    get dropped() {
      return dropped;
    },
    enter(client) {
      const fighter = createFighter(++lastId);
      const body = new PackedBody(fighter);
      const latest = new InputFrame();
      bodies.set(fighter.id, body);
      addFighter(world, fighter);
      seats.set(client, { client, body, latest, decoder: new InputDecoder(latest), waiting: [], seen: new Set() });
    },
    leave(client) {
      const seat = seats.get(client);
      if (!seat) return;
      seats.delete(client);
      bodies.delete(seat.body.fighter.id);
      removeFighter(world, seat.body.fighter.id);
      for (const { seen } of seats.values()) seen.delete(seat.body);
    },
    receive(client, frame) {
      const seat = seats.get(client);
      if (!seat) return;
      seat.decoder.decode(frame.subarray(bodyStart(frame)));
      const { moveX, moveY, aim, buttons } = seat.latest;
      seat.waiting.push({ moveX, moveY, aim, buttons });
      if (seat.waiting.length <= MAX_WAITING) return;
      seat.waiting.shift();
      client.applied++;
      dropped++;
    },
    tick(now) {
      stepWorld(world, collect());
      grid.clear();
      for (const body of bodies.values()) {
        body.update();
        grid.insert(body);
      }
      let index = 0;
      for (const seat of seats.values()) tell(seat, index++, now);
    },
  };
}

/** Where the input itself begins: after the code and, if there is one, the number before it. */
function bodyStart(frame: Buffer): number {
  if (((frame[0] ?? 0) & TIMED) === 0) return 1;
  const at = { offset: 1 };
  decode.number(frame, at);
  return at.offset;
}
