import { ChatRules } from "@fray/server/internal/chat/chat-rules";
import { readWordList, WordList } from "@fray/server/internal/chat/word-list";
import { systemDisk } from "@fray/server/internal/storage/disk";
import { PHRASES } from "@fray/shared-state/protocol/chat-modes";
import { expect, test } from "vitest";

const SPEAKER = { address: "192.0.2.1", playerId: "ann" };
const rulesOf = (settings: Partial<ConstructorParameters<typeof ChatRules>[0]>, words = new WordList()) =>
  new ChatRules({ chat: "on", chatSlowSeconds: 0, chatLinesPerMinute: 120, ...settings }, words);

test("chat is on, a list of lines, or off", () => {
  expect(rulesOf({}).refuse(SPEAKER, "anything", 0)).toBeUndefined();
  const phrases = rulesOf({ chat: "phrases" });
  expect(phrases.refuse(SPEAKER, "anything", 0)).toMatchObject({ code: "notAllowed" });
  for (const phrase of PHRASES) expect(phrases.refuse({ ...SPEAKER, playerId: phrase }, phrase, 0)).toBeUndefined();
  expect(rulesOf({ chat: "off" }).refuse(SPEAKER, PHRASES[0], 0)).toMatchObject({
    text: "Chat is off on this server.",
  });
});

test("slow mode allows one line in its time, to each person alone, in all rooms together", () => {
  const rules = rulesOf({ chatSlowSeconds: 10 });
  expect(rules.refuse(SPEAKER, "one", 0)).toBeUndefined();
  expect(rules.refuse(SPEAKER, "two", 9999)).toEqual({
    code: "tooFast",
    text: "Slow mode: one line every 10 seconds.",
  });
  expect(rules.refuse({ ...SPEAKER, playerId: "bob" }, "one", 9999)).toBeUndefined();
  expect(rules.refuse(SPEAKER, "two", 10_000)).toBeUndefined();
});

test("without an identity a person counts by their network", () => {
  const rules = rulesOf({ chatSlowSeconds: 10 });
  expect(rules.refuse({ address: "192.0.2.1", playerId: "" }, "one", 0)).toBeUndefined();
  expect(rules.refuse({ address: "192.0.2.1", playerId: "" }, "two", 1)).toMatchObject({ code: "tooFast" });
  expect(rules.refuse({ address: "192.0.2.9", playerId: "" }, "one", 1)).toBeUndefined();
});

test("a refused line counts against no limit", () => {
  const rules = rulesOf({ chatSlowSeconds: 10 }, readWordList("english", systemDisk));
  expect(rules.refuse(SPEAKER, "fuck", 0)).toMatchObject({ code: "notAllowed" });
  expect(rules.refuse(SPEAKER, "hello", 1)).toBeUndefined();
});
