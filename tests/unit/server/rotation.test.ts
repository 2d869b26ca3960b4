import { planRounds } from "@fray/server/internal/match/rotation";
import { MapError } from "@fray/shared-state/arena/map-error";
import { expect, test } from "vitest";

const played = (...plan: Parameters<typeof planRounds>) =>
  planRounds(...plan).map(({ arena, mode }) => `${arena.name} ${mode}`);

test("maps and modes rotate side by side: a list of one stays, equal lists keep their pairs", () => {
  expect(played(["duel", "kiln"], ["ffa"])).toEqual(["duel ffa", "kiln ffa"]);
  expect(played(["duel"], ["ffa", "tdm"])).toEqual(["duel ffa", "duel tdm"]);
  expect(new Set(played(["duel", "foundry"], ["ffa", "ctf"]))).toEqual(new Set(["duel ffa", "foundry ctf"]));
  expect(played(["foundry", "kiln", "duel"], ["ffa", "tdm"])).toEqual([
    "foundry ffa",
    "kiln tdm",
    "duel ffa",
    "foundry tdm",
    "kiln ffa",
    "duel tdm",
  ]);
});

test("without modes each map is played in all modes that it is made for, the first round a free-for-all", () => {
  const plan = played(["foundry", "kiln"], []);
  expect(plan[0]).toBe("foundry ffa");
  expect(new Set(plan)).toEqual(
    new Set([
      ...["ffa", "tdm", "ctf", "hill"].map((mode) => `foundry ${mode}`),
      ...["ffa", "tdm", "hill"].map((mode) => `kiln ${mode}`),
    ]),
  );
  expect(new Set(played(["duel"], []))).toEqual(new Set(["duel ffa", "duel tdm"]));
});

test("the default maps are played in the named modes, each where possible", () => {
  expect(played(["foundry", "kiln"], ["ctf"])).toEqual(["foundry ctf"]);
  expect(played(["foundry", "kiln"], ["ffa", "ctf"])).toEqual(["foundry ffa", "kiln ffa", "foundry ctf", "kiln ffa"]);
});

test("a mode on a map that lacks its objects is refused", () => {
  expect(() => planRounds(["foundry", "duel"], ["ctf", "hill"])).toThrow(MapError);
  expect(() => planRounds(["foundry", "kiln"], ["ctf", "hill"])).not.toThrow();
  expect(() => planRounds(["kiln"], ["tdm", "ctf"])).toThrow(
    `map "kiln" can't be played as ctf, which takes a flag of each team`,
  );
});
