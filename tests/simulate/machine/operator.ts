import { systemRuntime } from "@fray/netcode/core";
import { place } from "@fray/server/internal/backup/place";

import type { MemoryDisk } from "./memory-disk.ts";

const STAGE = "/home/fray/backup";
const HOME = "/etc/fray";
const NAMES = ["fray.config.json", "maps/mine.tmj"];
const HOST = { dataDir: "", mapsFolder: `${HOME}/maps`, configFile: `${HOME}/fray.config.json` };
const VALUES = 50;

/** The host, who restores the settings and a map of a backup before each start, each time of a later one. */
export class Operator {
  #version = 0;
  readonly #broken = new Set<string>();
  /** Versions that a file may have now: one, or two when the machine has crashed meanwhile. */
  #possible = [0];

  constructor(disk: MemoryDisk) {
    for (const name of NAMES) disk.put(`${HOME}/${name}`, textOf(name, 0));
  }

  /** Restores, which the machine may interrupt. */
  work(disk: MemoryDisk): void {
    // What the last crash has broken must be seen before it is written again.
    this.#look(disk);
    this.#possible.push(++this.#version);
    for (const name of NAMES) disk.put(`${STAGE}/${name}`, textOf(name, this.#version));
    const { problems } = place(NAMES, { stage: STAGE, home: HOME }, HOST, { disk, runtime: systemRuntime });
    if (problems.length === 0) this.#possible = [this.#version];
  }

  /** Returns the files that were found to be neither the old nor the new ones. */
  brokenFiles(disk: MemoryDisk): readonly string[] {
    this.#look(disk);
    return [...this.#broken];
  }

  #look(disk: MemoryDisk): void {
    for (const name of NAMES) {
      const path = `${HOME}/${name}`;
      const text = disk.look(path) && disk.read(path).toString();
      if (!this.#possible.some((version) => text === textOf(name, version))) this.#broken.add(name);
    }
  }
}

const textOf = (name: string, version: number): string =>
  JSON.stringify({ name, version, values: Array.from({ length: VALUES }, (_, index) => index * version) });
