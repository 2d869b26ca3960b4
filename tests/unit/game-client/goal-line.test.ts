import { goalOf } from "@fray/game-client/internal/words/goals";
import { MODES } from "@fray/shared-state/match/modes";
import { expect, test } from "vitest";

test.each(MODES)("the goal of %s is one short line with an icon, for each team, with and without a limit", (mode) => {
  for (const ownTeam of [0, 1, 2]) {
    for (const scoreLimit of [0, 150]) {
      const { icon, text } = goalOf({ mode, ownTeam, scoreLimit });
      expect(icon).not.toBe("");
      expect(text.length).toBeLessThan(52);
      if (scoreLimit > 0) expect(text).toContain("first to 150 wins");
    }
  }
});

test("a team is told whom to fight", () => {
  expect(goalOf({ mode: "tdm", ownTeam: 1, scoreLimit: 0 }).text).toBe("Kill Orange: most kills win");
  expect(goalOf({ mode: "ctf", ownTeam: 2, scoreLimit: 3 }).text).toBe(
    "Carry Blue’s flag to your own: first to 3 wins",
  );
});
