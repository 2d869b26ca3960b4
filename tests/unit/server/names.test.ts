import { withoutBotLabel } from "@fray/server/internal/names/bot-label";
import { NameRegister } from "@fray/server/internal/names/name-register";
import { skeletonOf } from "@fray/server/internal/names/skeleton";
import { NAME_LIMIT, normalizePlayerName } from "@fray/shared-state/protocol/player-name";
import { fitsLimit } from "@fray/shared-state/protocol/text";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("two similar names", () => {
  test.for([
    ["Ann", "ann"],
    ["Max", "max"],
    ["dan", "Ԁan"],
    ["Paul", "Рaul"],
    ["scope", "ѕсоре"],
    ["Hal", "HaI"],
    ["Hello", "He11o"],
    ["modern", "modem"],
    ["Ann", "Ａｎｎ"],
    ["Ann", "𝐀𝓷𝔫"],
    ["Ann", "ᴀɴɴ"],
    ["BOB", "🅱🅾🅱"],
    ["Li", "L\u200di"],
    ["می\u200cخواهم", "میخواهم"],
    ["O'Neil", "O’Neil"],
    ["♥Ann", "♥\ufe0fAnn"],
  ] as const)("%s and %s", ([one, other]) => expect(skeletonOf(other)).toBe(skeletonOf(one)));

  test.for([
    ["Ann", "Anna"],
    ["Ann", "Änn"],
    ["Ann 2", "Ann 3"],
    ["字", "宇"],
    ["Иван", "Иванка"],
  ] as const)("but not %s and %s", ([one, other]) => expect(skeletonOf(other)).not.toBe(skeletonOf(one)));
});

describe("names in one place", () => {
  test("that look the same get numbers, which are free again when their owners are gone", () => {
    const names = new NameRegister(NAME_LIMIT);
    expect(["Ann", "Ann", "аnn", "ANN", "Ann 2"].map((name) => names.take(name))).toEqual([
      "Ann",
      "Ann 2",
      "аnn 3",
      "ANN 4",
      "Ann 2 2",
    ]);
    names.release("Ann 2");
    expect(names.take("Ann")).toBe("Ann 2");
  });

  test("are all visually different and within the limit, through all joins and leaves", () => {
    const name = fc.oneof(
      fc.constantFrom("Ann", "аnn", "Player", "字".repeat(16), "👩‍👩‍👧".repeat(4), "W".repeat(16), "a 2"),
      fc.string({ unit: "binary", maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.boolean()), { maxLength: 30 }), (visits) => {
        const names = new NameRegister(NAME_LIMIT);
        const here: string[] = [];
        for (const [wanted, leaves] of visits) {
          const taken = names.take(normalizePlayerName(wanted));
          expect(fitsLimit(taken, NAME_LIMIT)).toBe(true);
          here.push(taken);
          expect(new Set(here.map(skeletonOf)).size).toBe(here.length);
          if (leaves) names.release(here.shift() ?? "");
        }
      }),
    );
  });

  test("are found for a thousand players of the same name", () => {
    const names = new NameRegister(NAME_LIMIT);
    const all = Array.from({ length: 1000 }, () => names.take("Bot of the swarm"));
    expect(new Set(all).size).toBe(1000);
    expect(all.at(-1)).toBe("Bot of the 1000");
  });
});

describe("a person can't have the label of a bot", () => {
  test.for([
    ["[BOT] Hal", "Hal"],
    ["BOT Hal", "Hal"],
    ["Hal (bot)", "Hal"],
    ["Hal BOT", "Hal"],
    ["[ВОТ] Hal", "Hal"],
    ["[B0T] Hal", "Hal"],
    ["ʙᴏᴛ Hal", "Hal"],
    ["вот Hal", "Hal"],
    ["🅱🅾🆃 Hal", "Hal"],
    ["🇧🇴🇹 Hal", "Hal"],
    ["B.O.T. Hal", "Hal"],
    ["b-o-t: Hal", "Hal"],
    ["[BÓT] Hal", "Hal"],
    ["𝔹𝕆𝕋 Hal", "Hal"],
    ["Hal [BOT] 9", "Hal 9"],
    ["BOT BOT Hal", "Hal"],
    ["bbotot", "bbotot"],
    ["BOT", "Player"],
    ["[bot]", "Player"],
  ] as const)("%s is %s", ([given, seen]) => expect(withoutBotLabel(normalizePlayerName(given))).toBe(seen));

  test.for(["Robot", "Botond", "Abbot", "Bottle 7", "b2t", "Ann (2)", "-Ann-", "Bo T"])("%s stays", (name) =>
    expect(withoutBotLabel(name)).toBe(name === "Bo T" ? "Player" : name),
  );

  test("no part of a removed build remains", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Array.from("bBоOtТ0 [].-xaЬ")), { maxLength: 16 }), (characters) => {
        const seen = withoutBotLabel(normalizePlayerName(characters.join("")));
        expect(withoutBotLabel(seen)).toBe(seen);
      }),
      { numRuns: 2000 },
    );
  });
});
