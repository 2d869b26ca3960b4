import { BodyPart, BOOLEAN, emptyBody, namesOf, quantized, RecordLayout } from "@fray/netcode/core";
import { UINT16, UINT32, UINT8, type Fields, type ValuesOf } from "@fray/netcode/core";

const POSITION = quantized({ min: 0, max: 64, bits: 16 });
/** The range is symmetric, so that standing still is exactly 0 when sent. */
const VELOCITY = quantized({ min: -16, max: 16, bits: 16 });

/** All fields of a body. Types, snapshot records and copies follow from this table: a new synced field is one line. */
export const BODY_FIELDS = {
  id: { type: UINT16, audience: "identity" },
  x: { type: POSITION, audience: "seen", group: "place" },
  y: { type: POSITION, audience: "seen", group: "place" },
  isIt: { type: BOOLEAN, audience: "seen", group: "role" },
  /** The owner predicts its body from these fields. Other clients don't need them. */
  vx: { type: VELOCITY, audience: "owner" },
  vy: { type: VELOCITY, audience: "owner" },
  /** Inputs that wait at the server. The client adjusts its pace by this number. */
  inputDepth: { type: UINT8, audience: "owner" },
  /** Ticks until the body may tag, and ticks in which it was not the chaser. */
  restTicks: { type: UINT8, audience: "server" },
  freeTicks: { type: UINT32, audience: "server" },
} as const satisfies Fields;

export type Body = ValuesOf<typeof BODY_FIELDS>;

/** How bodies are written as records. The fields of a group change together and are sent together. */
export const BODY_LAYOUT = new RecordLayout(BODY_FIELDS, { place: "pair", role: "values" });

/**
 * The fields that inputs alone decide. The client predicts them, and the server restores them after a provisional
 * step.
 */
export const MOTION = new BodyPart(BODY_FIELDS, ["x", "y", "vx", "vy"]);

export const createBody = (id: number): Body => ({ ...emptyBody(BODY_FIELDS, namesOf(BODY_FIELDS)), id });
