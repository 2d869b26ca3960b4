import { ByteReader, FrameError, ByteWriter } from "@fray/netcode/core";
import { Player } from "@fray/shared-state/schema/player";
import {
  ALL_GROUPS,
  emptyValues,
  MAX_RECORD_BYTES,
  readRecord,
  showValues,
  updateValues,
  writeRecord,
} from "@fray/shared-state/sync/body-record";
import { MAX_OWN_RECORD_BYTES, nothingTold, readOwnRecord, writeOwnRecord } from "@fray/shared-state/sync/own-record";
import fc from "fast-check";
import { expect, test } from "vitest";

const byte = fc.integer({ min: 0, max: 255 });
/** Steps of all lengths, and jumps. */
const place = fc.oneof(fc.double({ min: 0, max: 256, noNaN: true }), fc.double({ min: 100, max: 102, noNaN: true }));
const speed = fc.double({ min: -40, max: 40, noNaN: true });
const anyBody = fc.record(
  {
    x: place,
    y: place,
    aim: fc.double({ min: -10, max: 10, noNaN: true }),
    team: byte,
    health: byte,
    armour: byte,
    alive: fc.boolean(),
    shielded: fc.boolean(),
    overdriven: fc.boolean(),
    special: byte,
    lives: byte,
    teleports: byte,
    railCharge: byte,
  },
  { requiredKeys: [] },
);
const anyOwner = fc.record(
  {
    vx: speed,
    vy: speed,
    dashSteps: byte,
    dashCooldown: byte,
    fireCooldown: byte,
    ammo: byte,
    reloadSteps: byte,
    specialAmmo: byte,
    specialCooldown: byte,
    teleportCooldown: byte,
    inputDepth: byte,
    respawnTick: fc.integer({ min: 0, max: 0xffff_ffff }),
  },
  { requiredKeys: [] },
);

const bytesOf = ({ bytes, length }: ByteWriter) => bytes.slice(0, length);

test("a body that changes in any way is the same body to who reads its records, to the bit", () => {
  fc.assert(
    fc.property(fc.array(anyBody, { maxLength: 20 }), (changes) => {
      const [sent, shown] = [new Player(), new Player()];
      const [values, read] = [emptyValues(), emptyValues()];
      const writer = new ByteWriter();
      for (const change of changes) {
        Object.assign(sent, change);
        const { x, y } = values;
        const groups = updateValues(values, sent);
        writer.clear();
        writeRecord(writer, values, groups, { x, y });
        expect(writer.length).toBeLessThanOrEqual(MAX_RECORD_BYTES);
        const reader = new ByteReader(bytesOf(writer));
        showValues(shown, read, readRecord(reader, read));
        expect(reader.isAtEnd).toBe(true);
        expect(shown.toJSON()).toEqual(sent.toJSON());
      }
      // Who has not seen it before gets all of it at once.
      const newcomer = new Player();
      writer.clear();
      writeRecord(writer, values, ALL_GROUPS);
      expect(writer.length).toBeLessThanOrEqual(MAX_RECORD_BYTES);
      const whole = emptyValues();
      showValues(newcomer, whole, readRecord(new ByteReader(bytesOf(writer)), whole));
      expect(newcomer.toJSON()).toEqual(sent.toJSON());
    }),
  );
});

test("what only its owner is told arrives to the bit, and what has not changed is not told again", () => {
  fc.assert(
    fc.property(fc.array(anyOwner, { maxLength: 20 }), (changes) => {
      const [sent, shown] = [new Player(), new Player()];
      const told = nothingTold();
      const writer = new ByteWriter();
      for (const change of [{}, ...changes]) {
        Object.assign(sent, change);
        writer.clear();
        if (writeOwnRecord(writer, sent, told)) readOwnRecord(new ByteReader(bytesOf(writer)), shown);
        expect(writer.length).toBeLessThanOrEqual(MAX_OWN_RECORD_BYTES);
        expect(shown.toJSON()).toEqual(sent.toJSON());
        writer.clear();
        expect(writeOwnRecord(writer, sent, told)).toBe(false);
        expect(writer.length).toBe(0);
      }
    }),
  );
});

test("numbers of any length come back as they were, and none is read beyond the end", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff_ffff })), (numbers) => {
      const writer = new ByteWriter();
      for (const number of numbers) {
        writer.reserve(9);
        writer.varint(number);
        writer.uint32(number);
      }
      const reader = new ByteReader(bytesOf(writer));
      for (const number of numbers) expect([reader.varint(), reader.uint32()]).toEqual([number, number]);
      expect(() => reader.uint8()).toThrow(FrameError);
    }),
  );
});
