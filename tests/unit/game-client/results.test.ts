import type { Standing } from "@fray/game-client/internal/connection/frame";
import { verdictOf } from "@fray/game-client/internal/hud/results/results-of";
import { expect, test } from "vitest";

const fighter = (id: number, self: boolean, score = 5) => ({ id, self, score, name: `F${id}` }) as Standing;
const ME = fighter(1, true);
const OTHER = fighter(2, false);
const ffa = (fighters: Standing[]) =>
  verdictOf({ mode: "ffa", winner: 0, ownTeam: 0, best: fighters[0]?.id, fighters }).text;
const tdm = (winner: number, ownTeam: number) =>
  verdictOf({ mode: "tdm", winner, ownTeam, best: 1, fighters: [] }).text;

test("a fighter reads that they won or lost, or a draw; a spectator who won", () => {
  expect(ffa([ME, OTHER])).toBe("You won");
  expect(ffa([OTHER, ME])).toBe("You lost");
  expect(ffa([OTHER])).toBe("F2 wins");
  expect(ffa([fighter(2, false, 0), ME])).toBe("Draw");
  expect(ffa([])).toBe("Draw");
  expect([tdm(1, 1), tdm(2, 1), tdm(0, 1), tdm(2, 0)]).toEqual(["You won", "You lost", "Draw", "Orange wins"]);
});
