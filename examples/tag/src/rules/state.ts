import { schema, t, type SchemaType } from "@colyseus/schema";

import type { Body } from "./body.ts";

/** Name of the room for the matchmaker, and of its state encoding for the client. */
export const ROOM = "tag";
export const RECORDS_ID = "tag-records";
export const TICK_RATE = 30;

/** The part of a player that every client receives, wherever the body is. */
export const Member = schema(
  { id: t.uint16(), name: t.string(), connected: t.boolean().default(true), seconds: t.uint16() },
  "Member",
);
export type Member = SchemaType<typeof Member>;

const Common = schema({ members: t.map(Member) }, "TagState");

/**
 * The state of a room. Both parts are maps by session. Bodies travel as records, so the schema does not contain them.
 */
export type TagState = SchemaType<typeof Common> & { readonly bodies: Map<string, Body> };
export const createState = (): TagState => Object.assign(new Common(), { bodies: new Map<string, Body>() });

const axis = () => t.quantized({ min: -1, max: 1, bits: 8 }).default(0);

/** The input of a player for one step: -1 (left, up) .. 1 (right, down). */
export const TagInput = schema({ moveX: axis(), moveY: axis() }, "TagInput");
export type TagInput = SchemaType<typeof TagInput>;
export type Input = Pick<TagInput, "moveX" | "moveY">;
