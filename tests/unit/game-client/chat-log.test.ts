import { ChatLog } from "@fray/game-client/internal/hud/talk/chat-log";
import { expect, test } from "vitest";

const nobody = () => undefined;
const line = (text: string) =>
  ({ type: "chat", self: false, number: 1, from: 1, person: 1, name: "Ada", team: 2, scope: "all", text }) as const;

test("a line is fresh for a while and kept after that; the lists are new only when they changed", () => {
  const log = new ChatLog();
  log.add(line("one"), 0, nobody);
  log.add(line("two"), 5000, nobody);
  const { fresh } = log;
  log.expire(8000);
  expect(log.fresh).toBe(fresh);
  log.expire(9000);
  expect(log.fresh.map(({ text }) => text)).toEqual(["two"]);
  log.expire(60_000);
  expect(log.fresh).toEqual([]);
  expect(log.entries.map(({ text }) => text)).toEqual(["one", "two"]);
});

test("the log keeps a limited number of lines", () => {
  const log = new ChatLog();
  for (let number = 0; number < 1000; number++) {
    log.add(line(String(number)), number * 1000, nobody);
    log.expire(number * 1000);
  }
  expect(log.entries.length).toBeLessThan(100);
  expect(log.fresh.length).toBeLessThan(20);
  expect(log.entries.at(-1)?.text).toBe("999");
});

test("refusals and presence changes are lines of the game, without a speaker", () => {
  const log = new ChatLog();
  log.add({ type: "notice", code: "tooFast", text: "Slower." }, 0, nobody);
  log.add({ type: "presence", name: "Kim", what: "left" }, 0, nobody);
  log.add({ type: "presence", name: "Ann", what: "owns" }, 0, nobody);
  log.add({ type: "notice", code: "owner", text: "The room is yours." }, 0, nobody);
  log.add({ type: "notice", code: "reported", text: "Thank you." }, 0, nobody);
  expect(log.entries).toMatchObject([
    { speaker: undefined, refusal: true, text: "Slower." },
    { speaker: undefined, refusal: false, text: "Kim left" },
    { speaker: undefined, refusal: false, text: "Ann is the owner now" },
    { speaker: undefined, refusal: false, text: "The room is yours." },
    { speaker: undefined, refusal: false, text: "Thank you." },
  ]);
});
