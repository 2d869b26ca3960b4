import { BOOLEAN, type Field, type GroupCoding, namesOf, quantized, UINT16, UINT32, UINT8 } from "@fray/netcode/core";

import { ANGLE, POSITION_U, VELOCITY_U_PER_S } from "../quantized.ts";

/** Fields of a group change together and are sent together, in rooms that send records. */
export const BODY_GROUPS = {
  place: "pair",
  aim: "values",
  vitals: "values",
  charge: "values",
  signs: "values",
} as const satisfies Record<string, GroupCoding>;

/**
 * A field of a body. Inputs alone decide those that are `predicted`: a client predicts them, and the server takes them back with
 * a step that stood in for a late input. The word says what differs when a prediction was wrong: the body's motion, or its
 * arms; a `given` one follows from the input or from the server, and is never wrong by itself.
 */
type BodyField = Field<keyof typeof BODY_GROUPS> & {
  readonly predicted?: "motion" | "arms" | "given";
  /** Decides nothing in the world, so equal worlds may differ in it. */
  readonly isHashed?: false;
};

const POSITION = quantized(POSITION_U);
const VELOCITY = quantized(VELOCITY_U_PER_S);
const AIM = quantized(ANGLE);

/**
 * All fields of a body. This table is the only list of them: the types of bodies, the schema, the records, copies, the state's
 * hash and the tests follow from it. Their order is that of the schema's fields on the wire.
 */
export const BODY_FIELDS = {
  /** Small number that stands for this player in events. */
  id: { type: UINT16, audience: "identity" },
  x: { type: POSITION, audience: "seen", group: "place", predicted: "motion" },
  y: { type: POSITION, audience: "seen", group: "place", predicted: "motion" },
  /** Radians clockwise from +x. */
  aim: { type: AIM, audience: "seen", group: "aim", predicted: "given" },
  /** 0 in a free-for-all, where everybody is everybody's enemy. */
  team: { type: UINT8, audience: "seen", group: "signs", order: 1 },
  health: { type: UINT8, audience: "seen", group: "vitals" },
  armour: { type: UINT8, audience: "seen", group: "vitals" },
  alive: { type: BOOLEAN, audience: "seen", group: "signs", predicted: "given" },
  /** Just spawned, can't be hurt; ends early when firing. */
  shielded: { type: BOOLEAN, audience: "seen", group: "signs" },
  /** Its shots do more harm for a while. */
  overdriven: { type: BOOLEAN, audience: "seen", group: "signs" },
  /** Code of the special it carries, see `WEAPONS`. */
  special: { type: UINT8, audience: "seen", group: "signs", predicted: "arms" },
  /** Spawns so far, 1 again after 255; 0 before the first. When it moves, the body has teleported: never interpolate across it. */
  lives: { type: UINT8, audience: "seen", group: "signs" },
  /** Times it went through a teleporter, modulo 256. The same goes for it. */
  teleports: { type: UINT8, audience: "seen", group: "signs", predicted: "motion" },
  /** Steps until the rail that is being charged fires; everybody sees it coming. */
  railCharge: { type: UINT8, audience: "seen", group: "charge", predicted: "arms" },

  vx: { type: VELOCITY, audience: "owner", predicted: "motion" },
  vy: { type: VELOCITY, audience: "owner", predicted: "motion" },
  /** Steps of the current dash still to go. */
  dashSteps: { type: UINT8, audience: "owner", predicted: "motion" },
  /** Steps until the next dash. */
  dashCooldown: { type: UINT8, audience: "owner", predicted: "motion" },
  /** Steps until the next pulse. */
  fireCooldown: { type: UINT8, audience: "owner", predicted: "arms" },
  ammo: { type: UINT8, audience: "owner", predicted: "arms" },
  /** Steps of the current reload still to go. */
  reloadSteps: { type: UINT8, audience: "owner", predicted: "arms" },
  /** Rounds left for the special; the rail needs none. */
  specialAmmo: { type: UINT8, audience: "owner", predicted: "arms" },
  /** Steps until the special may fire again. */
  specialCooldown: { type: UINT8, audience: "owner", predicted: "arms" },
  /** Steps off the pad until a teleporter takes it again. */
  teleportCooldown: { type: UINT8, audience: "owner", predicted: "motion" },
  /** Tick at which a dead body respawns. */
  respawnTick: { type: UINT32, audience: "owner", order: 1 },
  /** Inputs the server holds for this player but has not applied; the client steers its clock by it. */
  inputDepth: { type: UINT8, audience: "owner", isHashed: false },

  /** Tick of the last spawn: before it there was no such body to be seen. */
  spawnTick: { type: UINT32, audience: "server", isHashed: false },
  /** Tick at which the shield ends. */
  shieldTick: { type: UINT32, audience: "server" },
  /** Tick at which the Overdrive ends. */
  overdriveTick: { type: UINT32, audience: "server" },
  /** Tick of the last damage taken; healing starts a while after it. */
  hurtTick: { type: UINT32, audience: "server" },
  /** Tick of the last shot fired: it gives away who hides in a bush. */
  firedTick: { type: UINT32, audience: "server" },
  /** Tick of the last way through a teleporter. */
  teleportTick: { type: UINT32, audience: "server", isHashed: false },
} as const satisfies Readonly<Record<string, BodyField>>;

type Declared = typeof BODY_FIELDS;
export type BodyFieldName = keyof Declared;

/** The names of the fields that inputs alone decide. */
export type PredictedName = {
  [Name in BodyFieldName]: Declared[Name] extends { readonly predicted: string } ? Name : never;
}[BodyFieldName];

/** Lists the declaration of each field, in order. */
export const bodyFields = (): { readonly name: BodyFieldName; readonly field: BodyField }[] =>
  namesOf(BODY_FIELDS).map((name) => ({ name, field: BODY_FIELDS[name] }));

/** The names of the predicted fields whose prediction goes wrong in one of these ways. */
export const predictedNames = (...ways: readonly NonNullable<BodyField["predicted"]>[]): PredictedName[] =>
  namesOf(BODY_FIELDS).filter((name): name is PredictedName => {
    const { predicted }: BodyField = BODY_FIELDS[name];
    return predicted !== undefined && ways.includes(predicted);
  });
