import type { z } from "zod";

/** The rate at which a client may send a message, and the burst after a pause. */
export interface MessageRate {
  readonly perSecond: number;
  readonly burst: number;
}

/** A client message: its schema, and the rate at which it is accepted. */
export interface MessageSpec<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  readonly rate: MessageRate;
}

export type MessageSpecs = Readonly<Record<string, MessageSpec>>;

export const message = <Schema extends z.ZodType>(schema: Schema, rate: MessageRate): MessageSpec<Schema> => ({
  schema,
  rate,
});
