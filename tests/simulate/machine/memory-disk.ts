import type { Random } from "@fray/netcode/core";
import type { Disk, FileFacts } from "@fray/server/internal/storage/disk";
import { basename, dirname, resolve } from "node:path";

import type { Power } from "./power.ts";

/** A file, whatever its names are; a folder has no bytes. */
interface Node {
  readonly isFolder: boolean;
  readonly mode: number;
  /** As programs see it. */
  bytes: Buffer;
  /** What is on the disk for sure. */
  synced: Buffer;
}

/** A change of a name, which is on the disk for sure when its folder has been synced. */
interface Renaming {
  readonly folder: string;
  readonly path: string;
  /** Undefined for a name that was removed. */
  readonly node: Node | undefined;
}

const NOTHING = Buffer.alloc(0);
const FOLDER_MODE = 0o755;
const folder = (): Node => ({ isFolder: true, mode: FOLDER_MODE, bytes: NOTHING, synced: NOTHING });

/**
 * A disk in memory that forgets at a power cut what a real one may forget: bytes that were not synced are there in
 * part, as zeros or not at all, and of the new names in a folder only the first ones are there, unless that folder was
 * synced. A rename happens completely or not at all.
 */
export class MemoryDisk implements Disk {
  /** Bytes are written until it is full, and then `ENOSPC` is thrown. */
  isFull = false;
  readonly #power: Power;
  readonly #names: Map<string, Node>;
  readonly #syncedNames: Map<string, Node>;
  #renamings: Renaming[] = [];
  readonly #open = new Map<number, Node>();
  #nextFile = 3;

  constructor(power: Power, names: ReadonlyMap<string, Node> = new Map([["/", folder()]])) {
    this.#power = power;
    this.#names = new Map(names);
    this.#syncedNames = new Map(names);
  }

  /** Number of files that are open. */
  get openFiles(): number {
    return this.#open.size;
  }

  /** Returns the disk of a machine whose program was killed: the system has written everything by the next start. */
  afterKill(power: Power): MemoryDisk {
    for (const node of this.#names.values()) node.synced = node.bytes;
    return new MemoryDisk(power, this.#names);
  }

  /** Returns the disk of a machine whose power was cut. */
  afterPowerCut(power: Power, random: Random): MemoryDisk {
    const survivors = new Map<string, number>();
    for (const [changed, all] of Map.groupBy(this.#renamings, (renaming) => renaming.folder))
      survivors.set(changed, Math.floor(random() * (all.length + 1)));
    for (const renaming of this.#renamings) {
      const left = survivors.get(renaming.folder) ?? 0;
      survivors.set(renaming.folder, left - 1);
      if (left > 0) write(this.#syncedNames, renaming);
    }
    const names = new Map<string, Node>();
    for (const [path, node] of this.#syncedNames) if (this.#isReachable(path)) names.set(path, node);
    for (const node of new Set(names.values())) {
      if (node.bytes !== node.synced) node.synced = torn(node, random);
      node.bytes = node.synced;
    }
    return new MemoryDisk(power, names);
  }

  /** Puts a file there that has been there for long. */
  put(path: string, text: string): void {
    const full = resolve(path);
    for (let above = dirname(full); !this.#names.has(above); above = dirname(above)) this.#putNode(above, folder());
    const bytes = Buffer.from(text);
    this.#putNode(full, { isFolder: false, mode: 0o644, bytes, synced: bytes });
  }

  read(path: string): Buffer {
    this.#power.check();
    const node = this.#nodeAt(path);
    if (node.isFolder) throw failure("EISDIR", path);
    return Buffer.from(node.bytes);
  }

  look(path: string): FileFacts | undefined {
    this.#power.check();
    const node = this.#names.get(resolve(path));
    return node && { bytes: node.bytes.length, mode: node.mode };
  }

  list(path: string): string[] {
    this.#power.check();
    const full = resolve(path);
    return Array.from(this.#names.keys()).flatMap((name) =>
      name !== full && dirname(name) === full ? basename(name) : [],
    );
  }

  makeFolder(path: string): string | undefined {
    const full = resolve(path);
    const there = this.#names.get(full);
    if (there && !there.isFolder) throw failure("EEXIST", path);
    if (there) return undefined;
    const first = this.makeFolder(dirname(full));
    this.#power.step();
    if (this.isFull) throw failure("ENOSPC", path);
    this.#name(full, folder());
    return first ?? full;
  }

  create(path: string, mode: number): number {
    this.#power.step();
    this.#expectNothing(path);
    const node = { isFolder: false, mode, bytes: NOTHING, synced: NOTHING };
    this.#name(resolve(path), node);
    this.#open.set(this.#nextFile, node);
    return this.#nextFile++;
  }

  write(file: number, data: string | Uint8Array): void {
    const node = this.#open.get(file);
    if (!node) throw failure("EBADF", String(file));
    const bytes = Buffer.from(data);
    const writeHalf = (): void => {
      node.bytes = Buffer.concat([node.bytes, bytes.subarray(0, bytes.length / 2)]);
    };
    this.#power.step(writeHalf);
    if (this.isFull) {
      writeHalf();
      throw failure("ENOSPC", String(file));
    }
    node.bytes = Buffer.concat([node.bytes, bytes]);
  }

  close(file: number): void {
    this.#open.delete(file);
  }

  sync(path: string): void {
    this.#power.step();
    const node = this.#nodeAt(path);
    node.synced = node.bytes;
  }

  syncFolder(path: string): void {
    this.#power.step();
    const full = resolve(path);
    for (const renaming of this.#renamings) if (renaming.folder === full) write(this.#syncedNames, renaming);
    this.#renamings = this.#renamings.filter((renaming) => renaming.folder !== full);
  }

  rename(from: string, to: string): void {
    this.#power.step();
    const node = this.#nodeAt(from);
    this.#name(resolve(to), node);
    this.#name(resolve(from), undefined);
  }

  link(from: string, to: string): void {
    this.#power.step();
    this.#expectNothing(to);
    this.#name(resolve(to), this.#nodeAt(from));
  }

  remove(path: string): void {
    this.#power.step();
    if (this.#names.has(resolve(path))) this.#name(resolve(path), undefined);
  }

  giveTo(): void {}

  #nodeAt(path: string): Node {
    const node = this.#names.get(resolve(path));
    if (!node) throw failure("ENOENT", path);
    return node;
  }

  #expectNothing(path: string): void {
    if (this.#names.has(resolve(path))) throw failure("EEXIST", path);
    if (!this.#names.get(dirname(resolve(path)))?.isFolder) throw failure("ENOENT", path);
  }

  #name(path: string, node: Node | undefined): void {
    const renaming = { folder: dirname(path), path, node };
    this.#renamings.push(renaming);
    write(this.#names, renaming);
  }

  #putNode(path: string, node: Node): void {
    this.#names.set(path, node);
    this.#syncedNames.set(path, node);
  }

  #isReachable(path: string): boolean {
    return path === "/" || (this.#syncedNames.has(dirname(path)) && this.#isReachable(dirname(path)));
  }
}

function write(names: Map<string, Node>, { path, node }: Renaming): void {
  if (node) names.set(path, node);
  else names.delete(path);
}

/** What a power cut may leave of bytes that were written and not synced. */
function torn({ bytes, synced }: Node, random: Random): Buffer {
  const luck = random();
  if (luck < 0.25) return synced;
  if (luck < 0.5) return bytes.subarray(0, random() * bytes.length);
  return luck < 0.75 ? Buffer.alloc(bytes.length) : bytes;
}

const failure = (code: string, path: string): Error => Object.assign(new Error(`${code}: ${path}`), { code });
