import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { EVENT_LISTS } from "@fray/shared-state/protocol/events";
import { JoinOptions } from "@fray/shared-state/protocol/join-options";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import { CLIENT_MESSAGES, NOTICE_CODES } from "@fray/shared-state/protocol/messages";
import { bodyFields } from "@fray/shared-state/schema/body-fields";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { messages } from "../../vectors/make/messages.ts";
import { session } from "../../vectors/make/session.ts";
import { DOCUMENT, withShownParts } from "../../vectors/make/shown-parts.ts";

const document = readFileSync(DOCUMENT, "utf8");

test("docs/protocol.md shows the present types and a session of the real encoders; `npm run vectors` renews it", () => {
  expect(withShownParts(document)).toBe(document);
});

test("the bytes that docs/protocol.md explains are those of the session", () => {
  const frames = session().map(({ frame }) => frame);
  const [, explained = ""] = document.split("<!-- /session -->");
  const blocks = Array.from(explained.matchAll(/```\n([^]*?)\n```/g), ([, block = ""]) => block);
  const runs = blocks.flatMap((block) => block.split("\n")).map(leadingHex);
  expect(runs.length).toBeGreaterThan(10);
  for (const run of runs)
    expect(
      frames.filter((frame) => run !== "" && frame.includes(run)),
      run,
    ).not.toEqual([]);
});

/** The bytes at the beginning of a line. */
function leadingHex(line: string): string {
  const words = line.trim().split(/\s+/);
  const end = words.findIndex((word) => !/^(?:[\da-f]{2})+$/.test(word));
  return words.slice(0, end).join("");
}

test("docs/protocol.md names every option, message, event, refusal and close code", () => {
  const names = [
    ...Object.keys(JoinOptions.shape),
    ...Object.keys(CLIENT_MESSAGES),
    ...messages().fromServer.map(({ type }) => type),
    ...NOTICE_CODES,
    ...EVENT_LISTS,
    ...bodyFields()
      .filter(({ field }) => field.audience === "owner")
      .map(({ name }) => name),
  ];
  expect(names.filter((name) => !document.includes(`\`${name}\``))).toEqual([]);
  const codes = [...Object.values(JOIN_REFUSED), ...Object.values(CLOSE)];
  expect(codes.filter((code) => !new RegExp(`\\b${code}\\b`).test(document))).toEqual([]);
});
