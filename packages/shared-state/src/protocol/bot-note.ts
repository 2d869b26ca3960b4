import { z } from "zod";

/** Longest text that a bot may send. The replay keeps less of it. */
const SENT_LENGTH = 200;
/** Beyond every map, in u. */
const FARTHEST_U = 10_000;
const place = z.number().finite().min(-FARTHEST_U).max(FARTHEST_U);
const text = z.string().max(SENT_LENGTH);

/** What a bot says of itself for the replay: a remark, or a place with a text. Nobody in the room is sent it. */
export const BotNote = z.object({
  say: text.optional(),
  mark: z.object({ x: place, y: place, text: text.default("") }).optional(),
});
export type BotNote = z.infer<typeof BotNote>;
