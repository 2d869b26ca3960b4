import { notesAt } from "@fray/game-client/internal/replay/notes/notes-at";
import type { BotNote } from "@fray/game-client/internal/replay/recorded";
import { marksOf } from "@fray/game-client/internal/replay/timeline-marks";
import { expect, test } from "vitest";

const RATE = 30;
const said = (tick: number, text: string, ordinal = 1): BotNote => ({ ordinal, tick, text, place: undefined });
const marked = (tick: number, text: string, x: number, ordinal = 1): BotNote => ({
  ordinal,
  tick,
  text,
  place: { x, y: 2 },
});
const notes = [
  said(100, "left"),
  marked(110, "trap", 5),
  said(120, "other", 2),
  marked(125, "trap", 6),
  said(130, "right"),
];
const at = (tick: number, ordinal: number | undefined = 1) => notesAt(notes, { ordinal, tick, tickRate: RATE });

test("the followed bot's last remark is shown for three seconds, and nobody else's", () => {
  expect(at(99).said).toBeUndefined();
  expect(at(129).said).toBe("left");
  expect(at(131).said).toBe("right");
  expect(at(130 + 3 * RATE).said).toBeUndefined();
  expect(at(131, 2).said).toBe("other");
  expect(notesAt(notes, { ordinal: undefined, tick: 131, tickRate: RATE })).toEqual({ said: undefined, places: [] });
});

test("a place is shown for a second and a half, and one with the same text moves", () => {
  expect(at(111).places).toEqual([{ x: 5, y: 2, text: "trap" }]);
  expect(at(126).places).toEqual([{ x: 6, y: 2, text: "trap" }]);
  expect(at(125 + 1.5 * RATE).places).toEqual([]);
});

test("the timeline marks what the followed bot said", () => {
  const span = { firstTick: 0, lastTick: 1000 };
  expect(marksOf([], span, 2, notes)).toEqual([{ kind: "note", at: 0.12, tick: 120, count: 1 }]);
  expect(marksOf([], span, undefined, notes)).toEqual([]);
});
