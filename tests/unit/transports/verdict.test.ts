import { describe, expect, test } from "vitest";

import { describeCell } from "../../transports/table.ts";
import { verdictOn } from "../../transports/verdict.ts";

const SEEN = {
  plays: "http",
  bodyMs: 1234,
  backMs: 300,
  corrections: 0,
  lostInputs: 0,
  stallMs: 40,
  waitingShare: 0.3,
} as const;
const PLAYS = { plays: "http" } as const;

describe("a cell of the matrix of transports", () => {
  test("is as expected without wrong predictions and lost inputs", () => {
    expect(verdictOn(PLAYS, SEEN)).toEqual({ verdict: "expected", differences: [] });
    expect(describeCell({ seen: SEEN, ...verdictOn(PLAYS, SEEN) })).toBe("HTTP, body after 1.2 s, back after 0.3 s");
  });

  test("fails with one of either", () => {
    expect(verdictOn(PLAYS, { ...SEEN, corrections: 1 })).toMatchObject({ verdict: "failed" });
    const lost = { ...SEEN, lostInputs: 2 };
    expect(describeCell({ seen: lost, ...verdictOn(PLAYS, lost) })).toMatch(/^FAILED: 2 lost inputs/);
  });

  test("is undecided with them on a machine that was too busy", () => {
    for (const busy of [{ stallMs: 151 }, { waitingShare: 0.99 }]) {
      expect(verdictOn(PLAYS, { ...SEEN, ...busy })).toMatchObject({ verdict: "expected" });
      const seen = { ...SEEN, ...busy, lostInputs: 2 };
      expect(verdictOn(PLAYS, seen)).toMatchObject({ verdict: "undecided" });
      expect(describeCell({ seen, ...verdictOn(PLAYS, seen) })).toMatch(/undecided on a busy machine: 2 lost inputs$/);
    }
  });

  test("fails over another transport, also on a busy machine", () => {
    expect(verdictOn({ plays: "websocket" }, { ...SEEN, stallMs: 900 })).toEqual({
      verdict: "failed",
      differences: ["plays over http"],
    });
  });

  test("may lose what was under way where the path cuts connections", () => {
    expect(verdictOn({ ...PLAYS, interrupts: true }, { ...SEEN, corrections: 3, lostInputs: 9 })).toMatchObject({
      verdict: "expected",
    });
  });
});
