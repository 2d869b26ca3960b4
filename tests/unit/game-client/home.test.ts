import { homeOf, linkToMoment, momentIn } from "@fray/game-client/internal/platform/home";
import { expect, test } from "vitest";

test.each([
  ["https://fray.example/", "https://fray.example/"],
  ["https://fray.example/watch/abc-1?t=5", "https://fray.example/"],
  ["https://site.example/games/fray/watch/abc-1", "https://site.example/games/fray/"],
  ["https://site.example/games/fray/?room=x", "https://site.example/games/fray/"],
])("the game of %s is at %s", (address, home) => {
  expect(homeOf(address).href).toBe(home);
});

test("an address leads to a moment, and a link to that moment is the same address", () => {
  const address = "https://site.example/games/fray/watch/abc-1?t=83.4";
  expect(momentIn(address)).toEqual({ id: "abc-1", second: 83.4 });
  expect(linkToMoment("https://site.example/games/fray/", { id: "abc-1", second: 83.42 })).toBe(address);
});

test.each(["?t=-4", "?t=NaN", "?t=Infinity", "?t=", "?t=%00", ""])(
  "a moment that is none (%s) is left open",
  (query) => {
    expect(momentIn(`https://fray.example/watch/abc${query}`)).toEqual({ id: "abc", second: undefined });
  },
);

test.each([
  [0, "?t=0"],
  [undefined, ""],
])("a link to second %s ends with '%s'", (second, end) => {
  const link = linkToMoment("https://fray.example/", { id: "abc", second });
  expect(link).toBe(`https://fray.example/watch/abc${end}`);
  expect(momentIn(link)).toEqual({ id: "abc", second });
});

test.each(["/", "/watch/", "/watch/a/b", "/watch/a%2Fb", "/watched/abc"])("%s leads to no replay", (path) => {
  expect(momentIn(`https://fray.example${path}`)).toBeUndefined();
});
