import { joinDashedValues } from "@fray/netcode/core";
import { expect, test } from "vitest";

const OPTIONS = {
  room: { type: "string" },
  secret: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

test.for([
  ["--room -abc", "--room=-abc"],
  ["--room --abc --json", "--room=--abc --json"],
  ["--room=-abc --secret -7", "--room=-abc --secret=-7"],
  ["--room --secret -7", "--room --secret=-7"],
  ["--room -h", "--room -h"],
  ["--room --json", "--room --json"],
  ["--room --toString", "--room=--toString"],
  ["--json -abc", "--json -abc"],
  ["--room abc -abc", "--room abc -abc"],
  ["-abc --room", "-abc --room"],
  ["", ""],
] as const)("%s becomes %s", ([given, joined]) => {
  expect(joinDashedValues(given.split(" "), OPTIONS).join(" ")).toBe(joined);
});
