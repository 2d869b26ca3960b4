import { BodyPart, BOOLEAN, emptyBody, namesOf, quantized, RecordLayout } from "@fray/netcode/core";
import { UINT16, UINT32, UINT8, type Fields, type ValuesOf } from "@fray/netcode/core";

const POSITION = quantized({ min: 0, max: 64, bits: 16 });
/** Symmetric, so that standing still is exactly 0 on the wire. */
const VELOCITY = quantized({ min: -16, max: 16, bits: 16 });

/** All fields of a body. Types, snapshot records and copies follow from this table: a new synced field is one line. */
export const BODY_FIELDS = {
  id: { type: UINT16, audience: "identity" },
  x: { type: POSITION, audience: "seen", group: "place" },
  y: { type: POSITION, audience: "seen", group: "place" },
  isIt: { type: BOOLEAN, audience: "seen", group: "role" },
  /** The owner predicts its body from these; nobody else needs them. */
  vx: { type: VELOCITY, audience: "owner" },
  vy: { type: VELOCITY, audience: "owner" },
  /** Inputs that wait at the server; the client sets its pace by it. */
  inputDepth: { type: UINT8, audience: "owner" },
  /** Ticks until it may tag, and ticks in which it was not it. */
  restTicks: { type: UINT8, audience: "server" },
  freeTicks: { type: UINT32, audience: "server" },
} as const satisfies Fields;

export type Body = ValuesOf<typeof BODY_FIELDS>;

/** How bodies are written as records. The fields of a group change together, and are sent together. */
export const BODY_LAYOUT = new RecordLayout(BODY_FIELDS, { place: "pair", role: "values" });

/** What inputs alone decide: the client predicts it, and the server takes it back after a provisional step. */
export const MOTION = new BodyPart(BODY_FIELDS, ["x", "y", "vx", "vy"]);

const EMPTY: Readonly<Body> = emptyBody(BODY_FIELDS, namesOf(BODY_FIELDS));
export const createBody = (id: number): Body => ({ ...EMPTY, id });
