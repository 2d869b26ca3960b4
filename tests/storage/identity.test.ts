import { systemRuntime } from "@fray/netcode/core";
import { ConfigError } from "@fray/server/internal/config/config-error";
import { systemDisk } from "@fray/server/internal/storage/disk";
import { Identities, readSecret } from "@fray/server/internal/storage/identity";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

import { canMount, fill } from "../support/small-disk.ts";

const platform = { disk: systemDisk, runtime: systemRuntime };
const folder = mkdtempSync(join(tmpdir(), "fray-identity-"));
afterAll(() => rmSync(folder, { recursive: true }));

const identities = new Identities(randomBytes(32), systemRuntime);

test("a guest who shows their token has the same identity", () => {
  const id = identities.create();
  expect(identities.read(identities.tokenOf(id))).toBe(id);
});

test("a token that was changed, cut, signed elsewhere or invented proves nothing", () => {
  const id = identities.create();
  const other = identities.create();
  const token = identities.tokenOf(id);
  const [, signature] = token.split(".");
  const elsewhere = new Identities(randomBytes(32), systemRuntime).tokenOf(id);
  for (const forged of [`${other}.${signature}`, token.slice(0, -1), `${token}A`, elsewhere, id, "", ".", `${id}.`]) {
    expect(identities.read(forged)).toBeUndefined();
  }
});

test("the secret is created once, readable only by its owner, and is the same after a restart", () => {
  const path = join(folder, "data", "secret");
  const secret = readSecret(path, platform);
  expect(secret).toHaveLength(32);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readSecret(path, platform)).toEqual(secret);
});

describe("a secret that is easy to guess", () => {
  test.for([0, 1, 16, 31])("of %i bytes is refused in one line that names the remedy", (bytes) => {
    const path = join(folder, `short-${bytes}`);
    writeFileSync(path, Buffer.alloc(bytes, "s"));
    expect(() => readSecret(path, platform)).toThrow(ConfigError);
    expect(() => readSecret(path, platform)).toThrow(
      /^\S+: has \d+ bytes, and .* at least 32: .*backup.*delete[^\n]+$/,
    );
    expect(statSync(path).size).toBe(bytes);
  });

  test("is not one of 32 bytes or more", () => {
    const path = join(folder, "long");
    writeFileSync(path, Buffer.alloc(48, "s"));
    expect(readSecret(path, platform)).toHaveLength(48);
  });
});

test("a secret that can't be read or written is refused in one line", () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  expect(() => readSecret(join(file, "secret"), platform)).toThrow(
    /^--data-dir: ".+secret" can't be used \(ENOTDIR\): a part of the path is a file/,
  );
  expect(() => readSecret(folder, platform)).toThrow(/^--data-dir: ".+" can't be used \(EISDIR\): it is a folder/);
});

if (!canMount()) console.log("skipped: a full disk needs a mount, and that needs root");

test.skipIf(!canMount())(
  "a first start on a full disk leaves no secret, and the next one with space creates a whole one",
  () => {
    const disk = join(folder, "disk");
    mkdirSync(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", disk]);
    try {
      const path = join(disk, "secret");
      const ballast = join(disk, "ballast");
      fill(ballast);
      expect(() => readSecret(path, platform)).toThrow(ConfigError);
      expect(() => readSecret(path, platform)).toThrow(
        /^--data-dir: "\S+" can't be used \(ENOSPC\): the disk is full$/,
      );
      expect(existsSync(path)).toBe(false);
      expect(readdirSync(disk)).toEqual(["ballast"]);
      rmSync(ballast);
      expect(readSecret(path, platform)).toHaveLength(32);
    } finally {
      execFileSync("umount", [disk]);
    }
  },
);
