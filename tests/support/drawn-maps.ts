import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { basename } from "node:path";

const drawn = new Map<string, string>();

/** Adds a map to those of the repository for servers of this process, without writing to the disk that others read. */
export function drawMap(name: string, map: object): void {
  if (drawn.size === 0) standInForDisk();
  drawn.set(`${name}.tmj`, JSON.stringify(map));
}

function standInForDisk(): void {
  const { readFileSync } = fs;
  const read = (path: fs.PathOrFileDescriptor, ...rest: unknown[]): unknown =>
    (typeof path === "string" && drawn.get(basename(path))) || Reflect.apply(readFileSync, fs, [path, ...rest]);
  fs.readFileSync = read as typeof readFileSync;
  syncBuiltinESMExports();
}
