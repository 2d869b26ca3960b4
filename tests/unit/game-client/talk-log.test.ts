import { TalkLog } from "@fray/game-client/internal/connection/talk-log";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { expect, test } from "vitest";

const person = (id: number, name: string, more: Partial<RosterEntry> = {}) =>
  Object.assign(new RosterEntry(), { id, name, ...more });
const ME = 1;
const line = (text: string) =>
  ({ type: "chat", self: false, number: 1, from: 2, person: 2, name: "Ann", team: 0, scope: "all", text }) as const;

const NOBODY = { selfId: ME, owner: 0 };

test("a change of side or of the owner is logged by name, but not the state from before", () => {
  const log = new TalkLog([person(ME, "Me"), person(2, "Ann")], { selfId: ME, owner: 2 });
  log.receive([person(ME, "Me"), person(2, "Ann")], 2);
  expect(log.take()).toEqual([]);
  log.receive([person(ME, "Me"), person(2, "Ann", { spectator: true }), person(3, "Bob")], 3);
  expect(log.take()).toEqual([
    { type: "presence", name: "Ann", what: "watches" },
    { type: "presence", name: "Bob", what: "owns" },
  ]);
  log.receive([person(ME, "Me"), person(2, "Ann"), person(4, "Cid", { spectator: true })], 3);
  expect(log.take()).toEqual([{ type: "presence", name: "Ann", what: "fights" }]);
});

test("changes of bots and of the player's own side are not logged", () => {
  const log = new TalkLog([person(ME, "Me"), person(2, "Bolt", { bot: true })], NOBODY);
  log.receive([person(ME, "Me", { spectator: true }), person(2, "Bolt", { bot: true, spectator: true })], ME);
  log.receive([person(ME, "Me")], 0);
  expect(log.take()).toEqual([]);
});

test("messages are read once, in order, and unread ones do not pile up", () => {
  const log = new TalkLog([], NOBODY);
  log.add(line("one"));
  log.add(line("two"));
  expect(log.take()).toEqual([line("one"), line("two")]);
  expect(log.take()).toEqual([]);
  for (let count = 0; count < 1000; count++) log.add(line(`${count}`));
  const kept = log.take();
  expect(kept).toHaveLength(100);
  expect(kept.at(-1)).toEqual(line("999"));
});
