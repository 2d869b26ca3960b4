import { z } from "zod";

import { normalizeNetwork } from "../moderation/network.ts";
import { MODERATOR_MAX_HOURS, type StaffMember } from "../moderation/staff.ts";
import type { ServerContext } from "../server-context.ts";
import type { Sanction } from "../storage/sanction.ts";
import { randomUuid } from "../storage/uuid.ts";

const MAX_HOURS = 10 * 365 * 24;
const HOUR_MS = 60 * 60 * 1000;

/** How long a ban or mute lasts and why, and whether it is for a person or for their whole network. */
export const Penalty = z.object({
  /** 0 for no end. */
  hours: z.coerce.number().int().min(0).max(MAX_HOURS),
  reason: z.string().trim().max(200).default(""),
  by: z.enum(["player", "network"]).default("player"),
});
export type Penalty = z.infer<typeof Penalty>;

/** Somebody who is to be banned or muted. */
export interface Person {
  readonly playerId: string;
  readonly name: string;
  readonly address: string;
}

/** The answer to a form that is not carried out. */
export interface Denied {
  readonly code: 400 | 403 | 404;
  readonly error: string;
}

/** Returns why somebody may not impose a penalty; undefined if they may. */
export function denyPenalty({ role }: StaffMember, { hours }: Penalty): Denied | undefined {
  if (role === "admin" || (hours > 0 && hours <= MODERATOR_MAX_HOURS)) return undefined;
  return { code: 403, error: `moderators ban and mute for 1 to ${MODERATOR_MAX_HOURS} hours` };
}

/** Bans or mutes a person, or the address from which they play. Returns why it can't be done, or undefined. */
export function punish(
  kind: Sanction["kind"],
  person: Person,
  { by, hours, reason }: Penalty,
  author: StaffMember,
  { moderation, runtime }: Pick<ServerContext, "moderation" | "runtime">,
): Denied | undefined {
  const target = by === "player" ? person.playerId : (normalizeNetwork(person.address) ?? "");
  if (target === "") return { code: 400, error: `that one has no ${by === "player" ? "identity" : "address"}` };
  const name = by === "player" ? person.name : "";
  const createdAt = moderation.now;
  const endsAt = hours === 0 ? 0 : createdAt + hours * HOUR_MS;
  moderation.impose({
    id: randomUuid(runtime),
    kind,
    by,
    target,
    name,
    reason,
    author: author.name,
    createdAt,
    endsAt,
  });
  const action = `${kind} ${hours === 0 ? "for good" : `${hours} h`}`;
  moderation.note({ actor: author.name, role: author.role, actorId: "", action, target, name, reason });
  return undefined;
}
