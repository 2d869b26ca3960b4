import { BOOLEAN, type Field, type GroupCoding, namesOf, quantized, UINT16, UINT32, UINT8 } from "@fray/netcode/core";

import { ANGLE, POSITION_U, VELOCITY_U_PER_S } from "../quantized.ts";

/** Fields of a group change together, and records send them together. */
export const BODY_GROUPS = {
  place: "pair",
  aim: "values",
  vitals: "values",
  charge: "values",
  signs: "values",
} as const satisfies Record<string, GroupCoding>;

/**
 * A field of a body. A `predicted` field depends on inputs alone: a client predicts it, and the server restores it
 * when it undoes a provisional step. The value says which part of a wrong prediction the field shows: the body's
 * motion or its weapons. A `given` field follows from the input or from the server and can't be mispredicted by
 * itself.
 */
type BodyField = Field<keyof typeof BODY_GROUPS> & {
  readonly predicted?: "motion" | "arms" | "given";
  /** The field has no effect on the world, so equal worlds may differ in it. */
  readonly isHashed?: false;
};

const POSITION = quantized(POSITION_U);
const VELOCITY = quantized(VELOCITY_U_PER_S);
const AIM = quantized(ANGLE);

/**
 * All fields of a body. This table is the only list of them: the types of bodies, the schema, the records, copies,
 * the state's hash and the tests follow from it. Their order is the order of the schema's fields on the wire.
 */
export const BODY_FIELDS = {
  /** Small number that identifies this player in events. */
  id: { type: UINT16, audience: "identity" },
  x: { type: POSITION, audience: "seen", group: "place", predicted: "motion" },
  y: { type: POSITION, audience: "seen", group: "place", predicted: "motion" },
  /** Radians clockwise from +x. */
  aim: { type: AIM, audience: "seen", group: "aim", predicted: "given" },
  /** The team of the body; 0 in a free-for-all, where all other players are enemies. */
  team: { type: UINT8, audience: "seen", group: "signs", order: 1 },
  health: { type: UINT8, audience: "seen", group: "vitals" },
  armour: { type: UINT8, audience: "seen", group: "vitals" },
  alive: { type: BOOLEAN, audience: "seen", group: "signs", predicted: "given" },
  /** The body has just spawned and is invulnerable. This ends early when the body fires. */
  shielded: { type: BOOLEAN, audience: "seen", group: "signs" },
  /** The body has the Overdrive: its shots do more damage for a while. */
  overdriven: { type: BOOLEAN, audience: "seen", group: "signs" },
  /** Code of the special that the body carries, see `WEAPONS`. */
  special: { type: UINT8, audience: "seen", group: "signs", predicted: "arms" },
  /**
   * Spawns so far, 1 again after 255; 0 before the first. A change means that the body has teleported: never
   * interpolate across it.
   */
  lives: { type: UINT8, audience: "seen", group: "signs" },
  /**
   * How many times the body went through a teleporter, modulo 256. Never interpolate across a change of this number
   * either.
   */
  teleports: { type: UINT8, audience: "seen", group: "signs", predicted: "motion" },
  /** Steps until the charging rail fires; all observers see the charge. */
  railCharge: { type: UINT8, audience: "seen", group: "charge", predicted: "arms" },

  vx: { type: VELOCITY, audience: "owner", predicted: "motion" },
  vy: { type: VELOCITY, audience: "owner", predicted: "motion" },
  /** Remaining steps of the current dash. */
  dashSteps: { type: UINT8, audience: "owner", predicted: "motion" },
  /** Steps until the next dash. */
  dashCooldown: { type: UINT8, audience: "owner", predicted: "motion" },
  /** Steps until the next pulse. */
  fireCooldown: { type: UINT8, audience: "owner", predicted: "arms" },
  ammo: { type: UINT8, audience: "owner", predicted: "arms" },
  /** Remaining steps of the current reload. */
  reloadSteps: { type: UINT8, audience: "owner", predicted: "arms" },
  /** Rounds left for the special; the rail needs none. */
  specialAmmo: { type: UINT8, audience: "owner", predicted: "arms" },
  /** Steps until the special may fire again. */
  specialCooldown: { type: UINT8, audience: "owner", predicted: "arms" },
  /** Steps that the body must stay off the pads until a teleporter takes it again. */
  teleportCooldown: { type: UINT8, audience: "owner", predicted: "motion" },
  /** Tick at which a dead body respawns. */
  respawnTick: { type: UINT32, audience: "owner", order: 1 },
  /** Inputs that the server holds for this player but has not applied; the client adjusts its clock by it. */
  inputDepth: { type: UINT8, audience: "owner", isHashed: false },

  /** Tick of the last spawn: the body can't be hit in the rewound state before it. */
  spawnTick: { type: UINT32, audience: "server", isHashed: false },
  /** Tick at which the shield ends. */
  shieldTick: { type: UINT32, audience: "server" },
  /** Tick at which the Overdrive ends. */
  overdriveTick: { type: UINT32, audience: "server" },
  /** Tick of the last damage taken; healing starts a while after it. */
  hurtTick: { type: UINT32, audience: "server" },
  /** Tick of the last shot fired: firing reveals a body in a bush. */
  firedTick: { type: UINT32, audience: "server" },
  /** Tick of the last teleport. */
  teleportTick: { type: UINT32, audience: "server", isHashed: false },
} as const satisfies Readonly<Record<string, BodyField>>;

type Declared = typeof BODY_FIELDS;
export type BodyFieldName = keyof Declared;

/** The names of the fields that depend on inputs alone. */
export type PredictedName = {
  [Name in BodyFieldName]: Declared[Name] extends { readonly predicted: string } ? Name : never;
}[BodyFieldName];

/** Lists the declaration of each field, in order. */
export const bodyFields = (): { readonly name: BodyFieldName; readonly field: BodyField }[] =>
  namesOf(BODY_FIELDS).map((name) => ({ name, field: BODY_FIELDS[name] }));

/** Returns the names of the predicted fields with one of these kinds of error. */
export const predictedNames = (...ways: readonly NonNullable<BodyField["predicted"]>[]): PredictedName[] =>
  namesOf(BODY_FIELDS).filter((name): name is PredictedName => {
    const { predicted }: BodyField = BODY_FIELDS[name];
    return predicted !== undefined && ways.includes(predicted);
  });
