import { Identities, readSecret } from "@fray/server/storage/identity";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "fray-identity-"));
afterAll(() => rmSync(folder, { recursive: true }));

const identities = new Identities(randomBytes(32));

test("a guest who shows their token is who they were", () => {
  const id = identities.create();
  expect(identities.read(identities.tokenOf(id))).toBe(id);
});

test("a token that was changed, cut, signed elsewhere or made up proves nothing", () => {
  const id = identities.create();
  const other = identities.create();
  const token = identities.tokenOf(id);
  const [, signature] = token.split(".");
  const elsewhere = new Identities(randomBytes(32)).tokenOf(id);
  for (const forged of [`${other}.${signature}`, token.slice(0, -1), `${token}A`, elsewhere, id, "", ".", `${id}.`]) {
    expect(identities.read(forged)).toBeUndefined();
  }
});

test("the secret is made up once, for nobody else's eyes, and is the same after a restart", () => {
  const path = join(folder, "data", "secret");
  const secret = readSecret(path);
  expect(secret).toHaveLength(32);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readSecret(path)).toEqual(secret);
});
