import { z } from "zod";

/** A ban or a mute by the people who run a server. Times are in ms since 1970. */
export const Sanction = z.object({
  id: z.uuid(),
  /** "ban" keeps people out of everything; "mute" lets them play, and refuses what they write. */
  kind: z.enum(["ban", "mute"]),
  /** "player": the target is an identity. "network": the target is a network as `normalizeNetwork` spells it. */
  by: z.enum(["player", "network"]),
  target: z.string().max(64),
  /** The name of the person when it was imposed; "" for a network. */
  name: z.string().max(64),
  reason: z.string().max(200),
  /** The name of the moderator or administrator. */
  author: z.string().max(64),
  createdAt: z.number().int(),
  /** 0 for no end. */
  endsAt: z.number().int(),
});
export type Sanction = z.infer<typeof Sanction>;

/** Returns how long a sanction lasts, as a part of a sentence. */
export const endOf = ({ endsAt }: Pick<Sanction, "endsAt">): string =>
  endsAt === 0 ? "for good" : `until ${new Date(endsAt).toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** Returns what the person reads. */
export function sanctionSentence(sanction: Sanction): string {
  const { kind, by, reason } = sanction;
  const who = by === "player" ? "You are" : "Your network is";
  const what = kind === "ban" ? "banned from this server" : "muted on this server";
  return `${who} ${what} ${endOf(sanction)}${reason === "" ? "." : `. Reason: ${reason}`}`;
}
