import type { ByteReader, ByteWriter, PastViews } from "@fray/netcode/core";

import { positionToSteps, stepsToPosition } from "../../quantized.ts";
import type { Fighter } from "../../simulation/body.ts";
import { unzigzag, zigzag } from "../numbers.ts";
import { PART_BYTES } from "./parts.ts";

/** Most bytes of a place. */
const PLACE_BYTES = 10;

/**
 * Writes the places of the last ticks from the newest back. The newest is nearly always where the body is, and bodies
 * mostly run on as before, so what is written is how each place differs from that.
 */
export function writePast(writer: ByteWriter, fighters: readonly Fighter[], { history }: PastViews<Fighter>): void {
  writer.reserve(PART_BYTES);
  writer.uint8(history.size);
  for (const fighter of fighters) {
    const places = history.placesOf(fighter).toReversed();
    writer.reserve(PART_BYTES + places.length * PLACE_BYTES);
    writer.uint8(places.length);
    const expected = new Course(fighter);
    for (const place of places) {
      const [x, y] = [positionToSteps(place.x), positionToSteps(place.y)];
      writer.varint(zigzag(x - expected.x));
      writer.varint(zigzag(y - expected.y));
      expected.take(x, y);
    }
  }
}

/** Reads what `writePast` wrote into a history. `tick` is the present tick. */
export function readPast(
  reader: ByteReader,
  fighters: readonly Fighter[],
  { past, tick, stepMs }: { past: PastViews<Fighter>; tick: number; stepMs: number },
): void {
  const size = reader.uint8();
  // Bodies are recorded in each tick, at its end.
  const times = Array.from({ length: size }, (_, index) => (tick - (size - 1 - index)) * stepMs);
  const tracks = fighters.map((fighter) => {
    const expected = new Course(fighter);
    const places = Array.from({ length: reader.uint8() }, () => {
      const x = expected.x + unzigzag(reader.varint());
      const y = expected.y + unzigzag(reader.varint());
      expected.take(x, y);
      return { x: stepsToPosition(x), y: stepsToPosition(y) };
    });
    return [fighter, places.toReversed()] as const;
  });
  past.history.restore(times, tracks);
}

/** Where a body is expected one tick earlier, in steps of positions. */
class Course {
  x: number;
  y: number;
  #lastX: number;
  #lastY: number;
  #isFirst = true;

  constructor(body: { readonly x: number; readonly y: number }) {
    this.x = this.#lastX = positionToSteps(body.x);
    this.y = this.#lastY = positionToSteps(body.y);
  }

  take(x: number, y: number): void {
    // Nothing is known of the direction before there are two places.
    this.x = this.#isFirst ? x : 2 * x - this.#lastX;
    this.y = this.#isFirst ? y : 2 * y - this.#lastY;
    this.#lastX = x;
    this.#lastY = y;
    this.#isFirst = false;
  }
}
