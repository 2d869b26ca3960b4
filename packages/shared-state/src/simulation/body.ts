import { BodyPart, copyProperties, emptyBody, namesOf, type ValuesOf } from "@fray/netcode/core";

import { BODY_FIELDS, predictedNames, type PredictedName } from "../schema/body-fields.ts";

type BodyValues = ValuesOf<typeof BODY_FIELDS>;

/**
 * The part of a body that depends on its inputs alone. Structural, so the same rules run on the server's schema
 * instances, on a client's predicted copy and on plain objects in tests and headless matches. `BODY_FIELDS` describes
 * each field.
 */
export type Body = Pick<BodyValues, PredictedName>;

/** A body with the fields that only the server decides: damage, death and respawn. */
export type Fighter = Omit<BodyValues, "id"> & { readonly id: number };

const NAMES = namesOf(BODY_FIELDS);
const EMPTY_FIGHTER: Readonly<Fighter> = emptyBody(BODY_FIELDS, NAMES);
const PREDICTED = new BodyPart(BODY_FIELDS, predictedNames("motion", "arms", "given"));

/** Copies the predicted part of a body into a plain object, from any kind of object. */
export const copyBody: (body: Readonly<Body>) => Body = PREDICTED.copy;

/** Creates a fighter outside any room: for tests, benches and headless matches. */
export const createFighter = (id: number, team = 0): Fighter => ({ ...EMPTY_FIGHTER, id, team });

/** Copies a fighter into a plain object, from any kind of object. It is called rarely; a step copies bodies. */
export function copyFighter(fighter: Readonly<Fighter>): Fighter {
  const copy = { ...EMPTY_FIGHTER };
  copyProperties(NAMES, fighter, copy);
  return copy;
}

/** Whether two bodies are enemies: they damage each other and hide from each other. */
export const areEnemies = (a: Pick<Fighter, "id" | "team">, b: Pick<Fighter, "id" | "team">): boolean =>
  a.id !== b.id && (a.team === 0 || a.team !== b.team);
