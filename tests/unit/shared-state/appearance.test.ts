import { Encoder, MapSchema, schema, t } from "@colyseus/schema";
import {
  COLORS,
  Look,
  packAppearance,
  PATTERNS,
  PLAIN,
  readAppearance,
  TRAILS,
} from "@fray/shared-state/protocol/appearance";
import { JoinOptions } from "@fray/shared-state/protocol/join-options";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { expect, test } from "vitest";

test("every look is one number of at most 9 bits, and is read back from it", () => {
  const seen = new Set<number>();
  for (const color of COLORS.keys())
    for (const pattern of PATTERNS.keys())
      for (const trail of TRAILS.keys()) {
        const look = packAppearance({ color, pattern, trail });
        expect(readAppearance(look)).toEqual({ color, pattern, trail });
        expect(Look.parse(look)).toBe(look);
        seen.add(look);
      }
  expect(seen.size).toBe(COLORS.length * PATTERNS.length * TRAILS.length);
  expect(Math.max(...seen)).toBeLessThan(2 ** 9);
  expect(packAppearance(PLAIN)).toBe(0);
});

test.each([-1, 1.5, Number.NaN, Infinity, 2 ** 31, 512, 15, "5", null, [5], { color: 1 }, true])(
  "%j is no look, and its join is refused",
  (look) => {
    expect(Look.safeParse(look).success).toBe(false);
    expect(JoinOptions.safeParse({ look }).success).toBe(false);
  },
);

test.each([-1, 99, 0.5, "1", null])("%j is no title, and its join is refused", (title) => {
  expect(JoinOptions.safeParse({ title }).success).toBe(false);
});

/** Bytes of a state with one member. */
function bytesOf(look: number): number {
  const State = schema({ roster: t.map(RosterEntry) }, "LookState");
  const state = new State();
  state.roster = new MapSchema<RosterEntry>();
  state.roster.set("a", Object.assign(new RosterEntry(), { id: 1, name: "Ann", look }));
  return new Encoder(state).encodeAll().length;
}

test("a look takes at most 4 bytes of what everybody is sent of a member, and none afterwards", () => {
  const most = packAppearance({ color: COLORS.length - 1, pattern: PATTERNS.length - 1, trail: TRAILS.length - 1 });
  expect(bytesOf(most) - bytesOf(0)).toBeLessThanOrEqual(4);
  const State = schema({ roster: t.map(RosterEntry) }, "LookStateLater");
  const state = new State();
  state.roster = new MapSchema<RosterEntry>();
  const entry = Object.assign(new RosterEntry(), { id: 1, look: most });
  state.roster.set("a", entry);
  const encoder = new Encoder(state);
  encoder.encode();
  encoder.discardChanges();
  entry.kills = 1;
  // The field, its number and the entry's reference: nothing of the look.
  expect(encoder.encode().length).toBeLessThanOrEqual(6);
});
