import { TalkLog } from "@fray/game-client/connection/talk-log";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { expect, test } from "vitest";

const person = (id: number, name: string, more: Partial<RosterEntry> = {}) =>
  Object.assign(new RosterEntry(), { id, name, ...more });
const ME = 1;
const line = (text: string) =>
  ({ type: "chat", self: false, from: 2, name: "Ann", team: 0, scope: "all", text }) as const;

test("who was there first has not just come; who comes, goes or changes sides is told by name", () => {
  const log = new TalkLog([person(ME, "Me"), person(2, "Ann")], ME);
  log.receive([person(ME, "Me"), person(2, "Ann")]);
  expect(log.take()).toEqual([]);
  log.receive([person(ME, "Me"), person(2, "Ann", { spectator: true }), person(3, "Bob")]);
  expect(log.take()).toEqual([
    { type: "presence", name: "Ann", what: "watches" },
    { type: "presence", name: "Bob", what: "joined" },
  ]);
  log.receive([person(ME, "Me"), person(2, "Ann"), person(4, "Cid", { spectator: true })]);
  expect(log.take()).toEqual([
    { type: "presence", name: "Ann", what: "joined" },
    { type: "presence", name: "Cid", what: "watches" },
    { type: "presence", name: "Bob", what: "left" },
  ]);
});

test("bots come and go without a word, and of oneself one knows", () => {
  const log = new TalkLog([person(ME, "Me")], ME);
  log.receive([person(ME, "Me", { spectator: true }), person(2, "Bolt", { bot: true })]);
  log.receive([person(ME, "Me")]);
  expect(log.take()).toEqual([]);
});

test("what is said is read once, in order, and what nobody reads does not pile up", () => {
  const log = new TalkLog([], ME);
  log.add(line("one"));
  log.add(line("two"));
  expect(log.take()).toEqual([line("one"), line("two")]);
  expect(log.take()).toEqual([]);
  for (let count = 0; count < 1000; count++) log.add(line(`${count}`));
  const kept = log.take();
  expect(kept).toHaveLength(100);
  expect(kept.at(-1)).toEqual(line("999"));
});
