import { systemRuntime } from "@fray/netcode/core";
import { codeOf } from "@fray/server/internal/error-code";
import { systemDisk, type Disk } from "@fray/server/internal/storage/disk";
import { writeWhole } from "@fray/server/internal/storage/write-whole";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const platform = { disk: systemDisk, runtime: systemRuntime };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fray-whole-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const noSpace = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });

/** A disk that is full after half of the bytes. */
const halfDisk: Disk = {
  ...systemDisk,
  write(file, data) {
    const bytes = Buffer.from(data);
    writeSync(file, bytes, 0, Math.floor(bytes.length / 2));
    throw noSpace;
  },
};

const read = (path: string): string => readFileSync(path, "utf8");

describe("a file", () => {
  test("is written with its permissions, in a folder that is made for it, and nothing else is left there", () => {
    const path = join(folder, "new", "folder", "file");
    writeWhole(path, "whole", platform, { mode: 0o600 });
    expect(read(path)).toBe("whole");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, "new", "folder"))).toEqual(["file"]);
  });

  test("is not there in part when the disk is full", () => {
    const path = join(folder, "file");
    expect(() => writeWhole(path, "whole", { ...platform, disk: halfDisk })).toThrow(noSpace);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("is still what it was when the disk is too full for another", () => {
    const path = join(folder, "file");
    writeWhole(path, "before", platform);
    expect(() => writeWhole(path, "after", { ...platform, disk: halfDisk })).toThrow(noSpace);
    expect(read(path)).toBe("before");
    expect(readdirSync(folder)).toEqual(["file"]);
    writeWhole(path, "after", platform);
    expect(read(path)).toBe("after");
  });

  test("is never replaced where only a new one may be written", () => {
    const path = join(folder, "file");
    writeWhole(path, "first", platform, { exclusive: true });
    let refusal: unknown;
    try {
      writeWhole(path, "second", platform, { exclusive: true });
    } catch (error) {
      refusal = error;
    }
    expect(codeOf(refusal)).toBe("EEXIST");
    expect(read(path)).toBe("first");
    expect(readdirSync(folder)).toEqual(["file"]);
  });
});
