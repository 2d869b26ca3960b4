import { assertNever } from "@fray/shared-state/assert-never";
import { hasTeams, MODE_TITLES } from "@fray/shared-state/match/modes";

import type { Happening } from "../../connection/frame.ts";
import { isObjectiveEvent } from "../../connection/objectives/index.ts";
import { objectiveOf } from "../../objectives/index.ts";
import type { Announcement } from "../../objectives/objective.ts";
import type { Moment } from "../moment.ts";

export type { Announcement };

/** The announcement for a client event; undefined for an event that does not concern everybody. */
export function announcementOf(happening: Happening, moment: Moment): Announcement | undefined {
  if (isObjectiveEvent(happening)) {
    const { frame, standings } = moment;
    return objectiveOf(happening).announce(happening, { ownId: standings.own?.id, ownTeam: frame.round.ownTeam });
  }
  switch (happening.type) {
    case "pickup":
      return happening.kind === "overdrive" ? overdriveTaken(happening, moment) : undefined;
    case "return":
      return happening.kind === "overdrive"
        ? { icon: "overdrive", text: "Overdrive is back", tone: "good" }
        : undefined;
    case "phase":
      return phaseBegan(happening);
    case "fired":
    case "impact":
    case "bounce":
    case "blast":
    case "mark":
    case "retract":
    case "hit":
    case "death":
    case "teleport":
    case "spawn":
    case "emote":
      return undefined;
    default:
      return assertNever(happening);
  }
}

type Kind<Type extends Happening["type"]> = Extract<Happening, { type: Type }>;

function overdriveTaken({ taker, me }: Kind<"pickup">, { standings }: Moment): Announcement {
  const who = me ? "You have" : `${standings.find(taker)?.name ?? "Someone"} has`;
  return { icon: "overdrive", text: `${who} Overdrive`, tone: "good" };
}

function phaseBegan({ phase, mode }: Kind<"phase">): Announcement | undefined {
  if (phase !== "live") return undefined;
  const goal = hasTeams(mode) ? "for your team" : "every fighter fights alone";
  return { icon: "start", text: `${MODE_TITLES[mode]}: ${goal}`, tone: "plain" };
}
