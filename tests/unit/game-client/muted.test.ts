import { mutedPeople } from "@fray/game-client/internal/connection/muted-people";
import { receiveTalk } from "@fray/game-client/internal/connection/receive-talk";
import { TalkLog } from "@fray/game-client/internal/connection/talk-log";
import { ChatLog } from "@fray/game-client/internal/hud/talk/chat-log";
import type { ChatLine } from "@fray/shared-state/protocol/messages";
import { afterEach, expect, test } from "vitest";

afterEach(() => {
  for (const person of mutedPeople.list.value) mutedPeople.unmute(person);
});

const line = (number: number, person: number, text: string): ChatLine => ({
  number,
  from: 7,
  person,
  name: "Ann",
  team: 0,
  scope: "all",
  text,
});

function listen(history: readonly ChatLine[]) {
  const handlers = new Map<unknown, (message: never) => void>();
  const log = new TalkLog([], { selfId: 1, owner: 0 });
  const onMessage = (type: unknown, handler: (message: never) => void) => handlers.set(type, handler);
  const hear = (message: ChatLine) => handlers.get("chat")?.(message as never);
  receiveTalk({ onMessage } as unknown as Parameters<typeof receiveTalk>[0], {
    log,
    selfId: 1,
    history,
    onOwn: () => {},
    onCaughtUp: () => {},
  });
  return { hear, texts: () => log.take().map((talk) => ("text" in talk ? talk.text : talk.type)) };
}

test("nothing of a muted person is logged, whenever it was said, also when they come back with another number", () => {
  mutedPeople.mute(5);
  const { hear, texts } = listen([line(1, 5, "before"), line(2, 6, "by another")]);
  hear(line(3, 5, "now"));
  hear({ ...line(4, 5, "back again"), from: 9 });
  hear(line(5, 6, "by another again"));
  expect(texts()).toEqual(["by another", "by another again"]);
  mutedPeople.unmute(5);
  hear(line(6, 5, "heard again"));
  expect(texts()).toEqual(["heard again"]);
});

test("lines that are shown already go when their author is muted", () => {
  const log = new ChatLog();
  log.add({ type: "chat", self: false, ...line(1, 5, "one") }, 0, () => undefined);
  log.add({ type: "chat", self: false, ...line(2, 6, "two") }, 0, () => undefined);
  log.forget(5);
  expect(log.entries.map(({ text }) => text)).toEqual(["two"]);
  expect(log.fresh.map(({ text }) => text)).toEqual(["two"]);
});

test("a bot has no number, so that muting one would mute all", () => {
  mutedPeople.mute(0);
  expect(mutedPeople.has(0)).toBe(false);
});

test("the list has an end: the oldest goes first", () => {
  for (let person = 1; person <= 201; person++) mutedPeople.mute(person);
  expect([mutedPeople.has(1), mutedPeople.has(2), mutedPeople.has(201)]).toEqual([false, true, true]);
});
