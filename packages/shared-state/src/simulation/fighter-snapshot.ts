import { namesOf, type FieldType } from "@fray/netcode/core";
import { z } from "zod";

import { BODY_FIELDS, type BodyFieldName } from "../schema/body-fields.ts";
import { copyFighter, type Fighter } from "./body.ts";
import type { World } from "./world.ts";

/** All fields of a body, checked against `BODY_FIELDS`. */
export const FighterSnapshot = z.object(
  Object.fromEntries(namesOf(BODY_FIELDS).map((name) => [name, schemaOf(BODY_FIELDS[name].type)])),
) as unknown as z.ZodType<Fighter>;

/**
 * Copies a body as it stands after its last real step: a provisional step would not be undone where nobody knows of
 * it.
 */
export function snapshotFighter({ checkpoints }: Pick<World, "checkpoints">, fighter: Readonly<Fighter>): Fighter {
  return { ...copyFighter(fighter), ...checkpoints.get(fighter.id) };
}

/** Writes a snapshot into a body with the same id. */
export function restoreFighter(fighter: Fighter, snapshot: Readonly<Fighter>): void {
  const { id: _, ...values } = snapshot;
  Object.assign(fighter, values satisfies Partial<Record<BodyFieldName, unknown>>);
}

function schemaOf(type: FieldType): z.ZodType<boolean | number> {
  switch (type.kind) {
    case "boolean":
      return z.boolean();
    case "integer":
      return z
        .number()
        .int()
        .min(0)
        .max(2 ** type.bits - 1);
    case "quantized":
      return z.number().min(type.range.min).max(type.range.max);
  }
}
