import { systemRuntime } from "@fray/netcode/core";
import { CHECK_TOOLS } from "@fray/server/internal/replays/check-tools";
import { ReplayStore } from "@fray/server/internal/replays/replay-store";
import { SigningKey } from "@fray/server/internal/replays/signing-key";
import { checkSignatures, isProven } from "@fray/shared-state/replay/check-signatures";
import { CHUNK, encodeChunk, ENVELOPE_BYTES, readChunks } from "@fray/shared-state/replay/chunks";
import { ReplayFile } from "@fray/shared-state/replay/replay-file";
import { ReplayPlayer } from "@fray/shared-state/replay/replay-player";
import { decodeSegment, encodeSegment } from "@fray/shared-state/replay/segment";
import { trim } from "@fray/shared-state/replay/trim";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import { MemoryDisk } from "../../simulate/machine/memory-disk.ts";
import { Power } from "../../simulate/machine/power.ts";
import { recordHeadless } from "../../support/record-headless.ts";
import { headerOf, TOOLS, type MemoryRecording } from "../../support/replays.ts";

const FIRST_FORMAT = new URL(
  "../../fixtures/replays/d9092283daab5d2ceb2962e5a06ce1cc8ca7e20e900cd9b966a53dca7f04a6c6/ffa.fray",
  import.meta.url,
);
const KEY = SigningKey.create();
const FOLDER = "/replays";
const TAG = "0a".repeat(16);

const idOf = (count: number): string => `00000000-0000-7000-8000-${String(count).padStart(12, "0")}`;

const open = (disk: MemoryDisk, maxBytes = 1e9): ReplayStore =>
  new ReplayStore({ folder: FOLDER, maxBytes, key: KEY.pem }, { disk, runtime: systemRuntime });

const newDisk = (): MemoryDisk => new MemoryDisk(new Power(() => {}));

/** What the recorder of a round gave to its sink, in order. */
let recording: MemoryRecording;
let map: string;
beforeAll(() => {
  ({ recording, map } = recordHeadless({ map: "duel", mode: "ffa", bots: 5, seconds: 26 }));
});

/** Writes the recording into a store, up to a second. */
function record(store: ReplayStore, id: string, { seconds = 26, ends = true } = {}): void {
  const header = { ...recording.header, id, serverKey: KEY.publicKey };
  store.begin(header, map);
  let written = 0;
  for (const call of recording.calls) {
    if (written === seconds) break;
    if (call.type === "keyframe") store.keyframe(id, call.bytes);
    else if (call.type === "name") store.name(id, { ...call.record, tag: Buffer.from(TAG, "hex") });
    else {
      store.second(id, call.log);
      written++;
    }
  }
  if (ends) store.end(id);
}

function readFrom(store: ReplayStore, id: string): Uint8Array {
  const bytes = store.read(id);
  if (!bytes) throw new Error("there is no such replay");
  return bytes;
}

const check = (bytes: Uint8Array) => checkSignatures(ReplayFile.read(bytes), CHECK_TOOLS);

function secondsPlayed(bytes: Uint8Array): number {
  const player = new ReplayPlayer(ReplayFile.read(bytes));
  let ticks = 0;
  while (player.step()) ticks++;
  expect(player.difference).toBeUndefined();
  return ticks / 30;
}

describe("a store of replays", () => {
  test("has a replay when its round is over, signed from the first second to the last", async () => {
    const store = open(newDisk());
    record(store, idOf(1), { ends: false });
    expect(store.read(idOf(1))).toBeUndefined();
    store.end(idOf(1));
    const bytes = readFrom(store, idOf(1));
    expect(secondsPlayed(bytes)).toBe(26);
    expect(await check(bytes)).toMatchObject({ signedSeconds: 26, unsignedSeconds: 0, fault: undefined });
  });

  test.each([3, 10, 17, 25])(
    "of a killed server has the round up to second %d after the next start",
    async (seconds) => {
      const disk = newDisk();
      record(open(disk), idOf(1), { seconds, ends: false });
      const next = open(disk.afterKill(new Power(() => {})));
      const bytes = readFrom(next, idOf(1));
      expect(secondsPlayed(bytes)).toBe(seconds);
      expect(await check(bytes)).toMatchObject({ signedSeconds: seconds, fault: undefined });
    },
  );

  test("ends what a killed server of the first format has left, without the seconds that only that one could pack", () => {
    const disk = newDisk();
    const whole = readFileSync(FIRST_FORMAT);
    const { chunks } = readChunks(whole, ENVELOPE_BYTES);
    const kept = chunks.findIndex(({ type }) => type === CHUNK.seal) + 1;
    const parts = chunks.slice(0, kept).map(({ type, data }) => encodeChunk(type, data));
    const left = Buffer.concat([whole.subarray(0, ENVELOPE_BYTES), ...parts]);
    const keyframe = chunks.find(({ type }) => type === CHUNK.keyframe)?.data ?? new Uint8Array();
    open(disk);
    const put = (name: string, bytes: Uint8Array): void => {
      const created = disk.create(`${FOLDER}/${name}`, 0o600);
      disk.write(created, bytes);
      disk.close(created);
    };
    put(`${idOf(1)}.fray`, Buffer.concat([left, encodeChunk(CHUNK.keyframe, keyframe)]));
    put(`${idOf(1)}.fray.tail`, encodeChunk(CHUNK.segment, Uint8Array.of(1, 2, 3)));
    const file = ReplayFile.read(readFrom(open(disk), idOf(1)));
    expect([file.version, file.segments.length, file.isComplete]).toEqual([1, 1, true]);
    expect(disk.list(FOLDER)).toEqual([`${idOf(1)}.fray`]);
    const part = ReplayFile.read(Buffer.concat(trim(file, 0, 1, TOOLS)));
    expect([part.version, part.segmentData(0)]).toEqual([1, file.segmentData(0)]);
    expect(() => file.decode(0)).toThrow("Only its own rules can play this replay.");
  });

  test("whose power is cut at any write starts again, and every replay that is left can be played", () => {
    for (let steps = 3; steps < 60; steps += 4) {
      const power = new Power(() => {});
      const disk = new MemoryDisk(power);
      const store = open(disk);
      power.failAfter(steps);
      expect(() => {
        record(store, idOf(1));
        record(store, idOf(2));
      }).toThrow();
      const next = open(disk.afterKill(new Power(() => {})));
      for (const id of next.ids()) {
        const bytes = readFrom(next, id);
        if (bytes.length > 2000) expect(secondsPlayed(bytes)).toBeGreaterThan(0);
      }
      expect(disk.openFiles).toBeLessThan(5);
    }
  });

  test("deletes the oldest replays when there are too many bytes", () => {
    const store = open(newDisk(), 25_000);
    for (let count = 1; count <= 5; count++) record(store, idOf(count));
    const ids = store.ids();
    expect(ids.length).toBeLessThan(5);
    expect(ids.at(-1)).toBe(idOf(5));
    expect(ids).not.toContain(idOf(1));
  });

  test("deletes a person's names, and what is signed stays valid", async () => {
    const store = open(newDisk());
    record(store, idOf(1));
    const before = ReplayFile.read(readFrom(store, idOf(1)));
    expect(before.names.get(0)?.name).toBe("Player 1");
    expect(store.forget({ [idOf(1)]: "00".repeat(16) })).toBe(0);
    expect(store.forget({ [idOf(1)]: TAG })).toBe(1);
    const bytes = readFrom(store, idOf(1));
    const { names } = ReplayFile.read(bytes);
    expect([...names.values()].map(({ name }) => name)).toEqual(Array.from({ length: 5 }));
    expect(Buffer.from(bytes).includes("Player 1")).toBe(false);
    expect(await check(bytes)).toMatchObject({ signedSeconds: 26, fault: undefined });
  });

  test("reads nothing outside of its folder", () => {
    const disk = newDisk();
    const store = open(disk);
    disk.put("/secret.fray", "secret");
    for (const id of ["../secret", "..%2fsecret", "/secret", ""]) expect(store.read(id)).toBeUndefined();
  });
});

describe("the signatures of a replay", () => {
  let bytes: Uint8Array;
  beforeAll(() => {
    const store = open(newDisk());
    record(store, idOf(1));
    bytes = readFrom(store, idOf(1));
  });

  /** Returns the file with other seconds in one of its segments, with checksums that are right. */
  function forge(segment: number, change: (seconds: Uint8Array[]) => void): Uint8Array {
    let index = -1;
    const parts = readChunks(bytes, ENVELOPE_BYTES).chunks.map(({ type, data }) => {
      if (type !== CHUNK.segment || ++index !== segment) return encodeChunk(type, data);
      const seconds = decodeSegment(data).seconds.map((second) => Uint8Array.from(second));
      change(seconds);
      return encodeChunk(type, encodeSegment(seconds));
    });
    return Buffer.concat([bytes.subarray(0, ENVELOPE_BYTES), ...parts]);
  }

  test("refuse contents that were changed and packed again", async () => {
    const forged = forge(1, (seconds) => {
      const second = seconds[4];
      if (second) second[9] = (second[9] ?? 0) ^ 1;
    });
    expect(await check(forged)).toMatchObject({ signedSeconds: 10, fault: { second: 10 } });
  });

  test("refuse every flipped byte outside of names and what is not signed, and say at which second", async () => {
    const { chunks } = readChunks(bytes, ENVELOPE_BYTES);
    let offset = ENVELOPE_BYTES;
    let flips = 0;
    for (const { type, data } of chunks) {
      const start = offset + 9;
      offset = start + data.length;
      if (type !== CHUNK.segment && type !== CHUNK.seal && type !== CHUNK.keyframe) continue;
      for (let at = start; at < offset; at += 97) {
        const flipped = Uint8Array.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ 0x10;
        flips++;
        let why: unknown;
        try {
          why = (await check(flipped)).fault;
        } catch (error) {
          why = error;
        }
        expect(why, `byte ${at}`).toBeDefined();
        expect(why instanceof Error ? why.message : JSON.stringify(why)).toMatch(/second/);
      }
    }
    expect(flips).toBeGreaterThan(50);
  });

  test("are valid for a part, and not for parts that are put together otherwise", async () => {
    const part = Buffer.concat(trim(ReplayFile.read(bytes), 12, 26, TOOLS));
    expect(await check(part)).toMatchObject({ signedSeconds: 16, fault: undefined });
    const { chunks } = readChunks(bytes, ENVELOPE_BYTES);
    const segments = chunks.flatMap(({ type }, index) => (type === CHUNK.keyframe ? index : []));
    const [first = 0, second = 0] = segments;
    const without = chunks.filter((_, index) => index < first || index >= second);
    const file = [bytes.subarray(0, ENVELOPE_BYTES), ...without.map(({ type, data }) => encodeChunk(type, data))];
    // The second keyframe is the difference from the first, so this file can't even be read.
    expect(() => ReplayFile.read(Buffer.concat(file))).toThrow("A keyframe of this replay is missing.");
    const parts = readChunks(part, ENVELOPE_BYTES).chunks.filter(({ type }) => type !== CHUNK.start);
    const asWhole = [part.subarray(0, ENVELOPE_BYTES), ...parts.map(({ type, data }) => encodeChunk(type, data))];
    expect(await check(Buffer.concat(asWhole))).toMatchObject({ signedSeconds: 0, fault: { second: 0 } });
  });

  test("of another key are refused", async () => {
    const header = { ...headerOf(recording.header), id: idOf(1), serverKey: SigningKey.create().publicKey };
    const parts = readChunks(bytes, ENVELOPE_BYTES).chunks.map(({ type, data }) =>
      encodeChunk(type, type === CHUNK.header ? Buffer.from(JSON.stringify(header)) : data),
    );
    const forged = Buffer.concat([bytes.subarray(0, ENVELOPE_BYTES), ...parts]);
    expect(await check(forged)).toMatchObject({ signedSeconds: 0, fault: { second: 0 } });
  });

  test("prove the names", async () => {
    const file = ReplayFile.read(bytes);
    const { members } = new ReplayPlayer(file).state;
    for (const { ordinal, proof } of members.values()) {
      const named = file.names.get(ordinal);
      if (!named) throw new Error("a member has a name");
      expect(await isProven(named, proof, CHECK_TOOLS)).toBe(true);
      expect(await isProven({ ...named, name: "Mallory" }, proof, CHECK_TOOLS)).toBe(false);
    }
  });
});
