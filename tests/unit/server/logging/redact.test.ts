import { systemRuntime } from "@fray/netcode/core";
import { redact, REDACTED, redactLine } from "@fray/server/internal/logging/redact";
import { Identities } from "@fray/server/internal/storage/identity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const identities = new Identities(Buffer.alloc(32, 7), systemRuntime);
const token = identities.tokenOf(identities.create());

/** The framework's error about a node that does not answer. */
const timeout = (joiner: object): string =>
  `remote room (abc) timed out, requesting "judge with args ${JSON.stringify([joiner])}". (2000ms exceeded)`;

describe("no secret is left of", () => {
  test.for([
    ["the framework's repetition of a call", timeout({ token: "t0ps3cret", password: 'a "quoted" s3cret' })],
    ["the same inside JSON", JSON.stringify({ error: timeout({ password: "s3cret" }) })],
    ["a guest's token, wherever it is", `can't read ${token} here`],
    ["an option in JSON", '{"botToken":"s3cret","password":"a s3cret, with spaces"}'],
    ["one that is escaped", String.raw`"{\"reconnectionToken\":\"s3cret \\\" and s3cret\"}"`],
    ["an object as Node.js prints it", "{ name: 'x', password: 's3cret word' }"],
    ["a query", "/room?sessionId=x&reconnectionToken=s3cret&_authToken=s3cret"],
    ["a header", "authorization: Bearer s3cret.s3cret"],
    ["credentials by themselves", "Basic czNjcmV0OnMzY3JldA=="],
    ["a database's address", "postgres://user:s3cret@db.example/fray"],
    ["an option of the command line", "--bot-token=s3cret"],
  ])("%s", ([, text = ""]) => {
    const clean = redact(text);
    expect(clean).toContain(REDACTED);
    expect(clean).not.toContain("s3cret");
    expect(clean).not.toContain(token.split(".")[1]);
    expect(clean).not.toContain("czNjcmV0");
  });

  test.for([
    "203.0.113.77",
    "2001:db8::77",
    "::ffff:203.0.113.77",
    "fe80::1ff:fe23:4567:890a",
    "2001:0db8:0000:0000:0000:ff00:0042:8329",
    "32.1.13.184.0.0.0.0",
  ])("the address %s", (address) => {
    for (const text of [`from ${address}`, `connect ECONNREFUSED ${address}`, `[${address}]:2567`, `(${address})`]) {
      expect(redact(text)).not.toContain(address);
      expect(redact(text)).toContain(REDACTED);
    }
  });
});

test.for([
  "room opened",
  "port 2567 is already in use",
  "at 12:34:56 on 2026-11-29",
  "version 0.18.17",
  "That is not the password of this room.",
  '{"hasPassword":true,"tokens":3}',
  "file:///srv/fray/server.mjs:12:34",
  "RangeError: Invalid WebSocket frame: RSV1 must be clear",
])("%s is left as it is", (text) => {
  expect(redact(text)).toBe(text);
});

test("a log line stays JSON, and no field with a secret name keeps its value", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 12 }), fc.jsonValue(), (secret, other) => {
      const line = JSON.stringify({
        level: 30,
        err: { options: { password: secret, address: secret }, other },
        msg: "x",
      });
      const clean: unknown = JSON.parse(redactLine(`${line}\n`));
      expect(clean).toMatchObject({ level: 30, err: { options: { password: REDACTED, address: REDACTED } }, msg: "x" });
    }),
  );
});

test("a visitor's join options never appear in the framework's log lines", () => {
  const secret = fc.string({ unit: "grapheme", minLength: 8, maxLength: 64 });
  fc.assert(
    fc.property(secret, secret, (password, botToken) => {
      const clean = redact(timeout({ name: "Ann", token, password, botToken, address: "203.0.113.77" }));
      expect(clean).toBe(`remote room (abc) timed out, requesting "judge with args ${REDACTED}`);
    }),
  );
});
