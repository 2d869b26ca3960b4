import { BodyPart, copyProperties, emptyBody, namesOf, type ValuesOf } from "@fray/netcode/core";

import { BODY_FIELDS, predictedNames, type PredictedName } from "../schema/body-fields.ts";

type BodyValues = ValuesOf<typeof BODY_FIELDS>;

/**
 * The part of a body that its inputs alone decide. Structural, so that the same rules run on the server's schema instances, on
 * a client's predicted copy and on plain objects in tests and headless matches. `BODY_FIELDS` says what each field is.
 */
export type Body = Pick<BodyValues, PredictedName>;

/** A body with what only the server decides: its damage, death and return. */
export type Fighter = Omit<BodyValues, "id"> & { readonly id: number };

const NAMES = namesOf(BODY_FIELDS);
const EMPTY_FIGHTER: Readonly<Fighter> = emptyBody(BODY_FIELDS, NAMES);
const PREDICTED = new BodyPart(BODY_FIELDS, predictedNames("motion", "arms", "given"));

/** Copies the predicted part of a body into a plain object, from any kind of object. */
export const copyBody: (body: Readonly<Body>) => Body = PREDICTED.copy;

/** A fighter outside any room: for tests, benches and headless matches. */
export const createFighter = (id: number, team = 0): Fighter => ({ ...EMPTY_FIGHTER, id, team });

/** Copies a fighter into a plain object, from any kind of object. It is called rarely; a step copies bodies. */
export function copyFighter(fighter: Readonly<Fighter>): Fighter {
  const copy = { ...EMPTY_FIGHTER };
  copyProperties(NAMES, fighter, copy);
  return copy;
}

/** Whether they are on different sides: one hurts the other, and each hides from the other. */
export const areEnemies = (a: Pick<Fighter, "id" | "team">, b: Pick<Fighter, "id" | "team">): boolean =>
  a.id !== b.id && (a.team === 0 || a.team !== b.team);
