import { createRandom, systemRuntime } from "@fray/netcode/core";
import type { Disk } from "@fray/server/internal/storage/disk";
import { readSecret } from "@fray/server/internal/storage/identity";
import { writeWhole } from "@fray/server/internal/storage/write-whole";
import { describe, expect, test } from "vitest";

import { MemoryDisk } from "../../simulate/machine/memory-disk.ts";
import { Power } from "../../simulate/machine/power.ts";

const SEEDS = 40;
const SECRET = "/var/lib/fray/secret";
const SETTINGS = "/etc/fray/fray.config.json";
const on = (): Power => new Power(() => {});
const platformOf = (disk: Disk) => ({ disk, runtime: systemRuntime });

/** Runs `work` on a disk whose power fails before the write after `writes` others. Returns whether it came to its end. */
function runUntil(writes: number, power: Power, work: () => void): boolean {
  power.failAfter(writes);
  try {
    work();
    return true;
  } catch (error) {
    if (!power.isOff) throw error;
    return false;
  }
}

/** Calls back for each write before which a machine may crash, for each thing that its disk may forget then. */
function forEachCrash(
  setUp: (disk: MemoryDisk) => void,
  work: (disk: Disk) => void,
  look: (left: MemoryDisk, isDone: boolean) => void,
): void {
  for (const isKill of [true, false]) {
    for (let seed = 0; seed < SEEDS; seed++) {
      let isDone = false;
      for (let writes = 0; !isDone; writes++) {
        const power = on();
        const disk = new MemoryDisk(power);
        setUp(disk);
        isDone = runUntil(writes, power, () => work(disk));
        look(isKill ? disk.afterKill(on()) : disk.afterPowerCut(on(), createRandom(seed * 1000 + writes)), isDone);
      }
    }
  }
}

describe("when a machine crashes before any write", () => {
  test("the next start has the secret that was used, or a whole new one if none was", () => {
    let used: Buffer | undefined;
    forEachCrash(
      () => (used = undefined),
      (disk) => (used = readSecret(SECRET, platformOf(disk))),
      (left) => {
        const secret = readSecret(SECRET, platformOf(left));
        expect(secret).toHaveLength(32);
        if (used) expect(secret).toEqual(used);
      },
    );
  });

  test("a file is the old or the new one, and the new one if writing it had ended", () => {
    forEachCrash(
      (disk) => disk.put(SETTINGS, "old settings"),
      (disk) => writeWhole(SETTINGS, "new settings, and longer", platformOf(disk)),
      (left, isDone) => {
        const text = left.read(SETTINGS).toString();
        if (isDone) expect(text).toBe("new settings, and longer");
        else expect(["old settings", "new settings, and longer"]).toContain(text);
      },
    );
  });
});

describe("a disk that may forget", () => {
  /** Writes a file without care, and returns how often a power cut leaves something else. */
  function lossesOf(work: (disk: Disk) => void): number {
    let losses = 0;
    for (let seed = 0; seed < SEEDS; seed++) {
      const disk = new MemoryDisk(on());
      disk.put(SETTINGS, "old");
      work(disk);
      const left = disk.afterPowerCut(on(), createRandom(seed));
      if (!left.look(SETTINGS) || left.read(SETTINGS).toString() !== "new") losses++;
    }
    return losses;
  }

  const write = (disk: Disk, path: string): void => {
    const file = disk.create(path, 0o600);
    disk.write(file, "new");
    disk.close(file);
  };

  test("loses bytes that were not synced, and a rename whose folder was not", () => {
    const renamed = (disk: Disk, isSynced: boolean): void => {
      write(disk, `${SETTINGS}.tmp`);
      if (isSynced) disk.sync(`${SETTINGS}.tmp`);
      disk.rename(`${SETTINGS}.tmp`, SETTINGS);
      if (!isSynced) disk.syncFolder("/etc/fray");
    };
    expect(lossesOf((disk) => renamed(disk, false))).toBeGreaterThan(0);
    expect(lossesOf((disk) => renamed(disk, true))).toBeGreaterThan(0);
  });

  test("has no space for bytes or folders while it is full, and closes its files", () => {
    const disk = new MemoryDisk(on());
    disk.put(SETTINGS, "old");
    disk.isFull = true;
    expect(() => writeWhole(SETTINGS, "new", platformOf(disk))).toThrow("ENOSPC");
    expect(() => writeWhole(SECRET, "new", platformOf(disk))).toThrow("ENOSPC");
    expect(disk.read(SETTINGS).toString()).toBe("old");
    expect(disk.openFiles).toBe(0);
  });
});
