import { z } from "zod";

import type { StaffMember } from "../moderation/staff.ts";
import type { ServerContext } from "../server-context.ts";
import type { Ask } from "../storage/queries.ts";
import { denyPenalty, Penalty, punish, type Denied } from "./penalty.ts";

const Command = z.discriminatedUnion("do", [
  z.object({ do: z.literal("dismiss") }),
  z.object({ do: z.literal("kick") }),
  z.object({ do: z.literal("ban"), ...Penalty.shape }),
  z.object({ do: z.literal("mute"), ...Penalty.shape }),
]);

const GONE: Denied = { code: 404, error: "that report is not open any more" };

/** Deals with a report as a form says. Returns why it can't be done, or undefined. Throws the database's error. */
export async function dealWithReport(
  id: string,
  form: string,
  member: StaffMember,
  ask: Ask,
  context: Pick<ServerContext, "moderation" | "runtime" | "arenas">,
): Promise<Denied | undefined> {
  const command = Command.safeParse(Object.fromEntries(new URLSearchParams(form))).data;
  if (!command) return { code: 400, error: "no such command" };
  const isPenalty = command.do === "ban" || command.do === "mute";
  const denied = isPenalty ? denyPenalty(member, command) : undefined;
  if (denied) return denied;
  const report = await ask("openReport", id);
  // Two moderators may press a button at the same time.
  if (!report || !(await ask("settle", id, `${command.do} by ${member.name}`))) return GONE;
  const person = { ...report.target, address: report.address };
  if (isPenalty) return punish(command.do, person, command, member, context);
  if (command.do === "kick") for (const room of context.arenas) room.kickPlayer(person.playerId);
  const { playerId: target, name } = person;
  const action = command.do === "kick" ? "kick" : "dismiss report";
  context.moderation.note({
    actor: member.name,
    role: member.role,
    actorId: "",
    action,
    target,
    name,
    reason: report.reason,
  });
  return undefined;
}
