import { z } from "zod";

import { isSingle, normalizeNetwork } from "../moderation/network.ts";
import type { StaffMember } from "../moderation/staff.ts";
import type { ServerContext } from "../server-context.ts";
import { denyPenalty, Penalty, punish, type Denied } from "./penalty.ts";

const Command = z.discriminatedUnion("do", [
  z.object({ do: z.literal("lift"), id: z.uuid() }),
  z.object({ do: z.enum(["ban", "mute"]), target: z.string().trim().max(64), ...Penalty.omit({ by: true }).shape }),
]);

/** Imposes or lifts a ban or mute as a form says. Returns why it can't be done, or undefined. */
export function changeSanctions(
  form: string,
  member: StaffMember,
  context: Pick<ServerContext, "moderation" | "runtime">,
): Denied | undefined {
  const command = Command.safeParse(Object.fromEntries(new URLSearchParams(form))).data;
  if (!command) return { code: 400, error: "no such command" };
  const isAdmin = member.role === "admin";
  const { moderation } = context;
  if (command.do === "lift") {
    const sanction = moderation.sanctions.get(command.id);
    if (!sanction) return { code: 404, error: "that ban or mute has ended" };
    if (!isAdmin && sanction.author !== member.name)
      return { code: 403, error: "moderators lift what they have imposed themselves" };
    moderation.lift(sanction.id);
    const { kind, target, name, reason } = sanction;
    moderation.note({
      actor: member.name,
      role: member.role,
      actorId: "",
      action: `lift ${kind}`,
      target,
      name,
      reason,
    });
    return undefined;
  }
  const penalty = { ...command, by: z.uuid().safeParse(command.target).success ? "player" : "network" } as const;
  const denied = denyPenalty(member, penalty);
  if (denied) return denied;
  if (penalty.by === "player")
    return punish(command.do, { playerId: command.target, name: "", address: "" }, penalty, member, context);
  const network = normalizeNetwork(command.target);
  if (network === undefined)
    return { code: 400, error: "the target must be an identity, an address, or a network like 192.0.2.0/24" };
  if (!isAdmin && !isSingle(network)) return { code: 403, error: "only administrators ban whole networks" };
  return punish(command.do, { playerId: "", name: "", address: network }, penalty, member, context);
}
