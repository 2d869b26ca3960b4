import { ByteWriter, type Fields, RecordLayout } from "@fray/netcode/core";
import { BODY_FIELDS, BODY_GROUPS } from "@fray/shared-state/schema/body-fields";
import { createFighter, type Fighter } from "@fray/shared-state/simulation/body";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** The hexadecimal record of one step of a body: the changes, all public fields, and the owner's fields. */
interface Vector {
  readonly change: Partial<Fighter>;
  readonly step: string;
  readonly whole: string;
  readonly own: string;
}

/** Recorded from the writers that listed each field by hand. */
const vectors = JSON.parse(readFileSync(new URL("record-vectors.json", import.meta.url), "utf8")) as readonly Vector[];

test("the original fields are written to the same bytes as by hand", () => {
  const names = new Set(vectors.flatMap(({ change }) => Object.keys(change)));
  const declared: Fields = BODY_FIELDS;
  const layout = new RecordLayout(
    Object.fromEntries(Object.entries(declared).filter(([name]) => names.has(name))),
    BODY_GROUPS,
  );
  const body = createFighter(7);
  const row = layout.createRow();
  const sent = layout.createSent();
  const hexOf = (write: (writer: ByteWriter) => void): string => {
    const writer = new ByteWriter();
    write(writer);
    return Buffer.from(writer.bytes.subarray(0, writer.length)).toString("hex");
  };
  for (const { change, ...expected } of vectors) {
    Object.assign(body, change);
    const groups = layout.update(row, body);
    const step = hexOf((writer) => layout.writeUpdate(writer, row, groups));
    const whole = hexOf((writer) => layout.writeSeen(writer, row, layout.allGroups));
    const own = hexOf((writer) => layout.writeOwner(writer, body, sent));
    expect({ step, whole, own }).toEqual(expected);
  }
});
