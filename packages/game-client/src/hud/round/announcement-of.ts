import { assertNever } from "@fray/shared-state/assert-never";
import { hasTeams, MODE_TITLES } from "@fray/shared-state/match/modes";

import type { ClientEvent } from "../../connection/frame.ts";
import { isObjectiveEvent } from "../../connection/objectives/index.ts";
import { announceDeed } from "../../deeds/deed-looks.ts";
import { objectiveOf } from "../../objectives/index.ts";
import type { Announcement } from "../../objectives/objective.ts";
import type { Moment } from "../moment.ts";

export type { Announcement };

/** The announcement for a client event; undefined for an event that does not concern everybody. */
export function announcementOf(event: ClientEvent, moment: Moment): Announcement | undefined {
  if (isObjectiveEvent(event)) {
    const { frame, standings } = moment;
    return objectiveOf(event).announce(event, { ownId: standings.own?.id, ownTeam: frame.round.ownTeam });
  }
  switch (event.type) {
    case "pickup":
      return event.kind === "overdrive" ? overdriveTaken(event, moment) : undefined;
    case "return":
      return event.kind === "overdrive" ? { icon: "overdrive", text: "Overdrive is back", tone: "good" } : undefined;
    case "phase":
      return moment.frame.self ? undefined : phaseBegan(event);
    case "deed":
      return announceDeed(event);
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
    case "teamMark":
      return undefined;
    default:
      return assertNever(event);
  }
}

type Kind<Type extends ClientEvent["type"]> = Extract<ClientEvent, { type: Type }>;

function overdriveTaken({ taker, me }: Kind<"pickup">, { standings }: Moment): Announcement {
  const who = me ? "You have" : `${standings.find(taker)?.name ?? "Someone"} has`;
  return { icon: "overdrive", text: `${who} Overdrive`, tone: "good" };
}

function phaseBegan({ phase, mode }: Kind<"phase">): Announcement | undefined {
  if (phase !== "live") return undefined;
  const goal = hasTeams(mode) ? "for your team" : "every fighter fights alone";
  return { icon: "start", text: `${MODE_TITLES[mode]}: ${goal}`, tone: "plain" };
}
