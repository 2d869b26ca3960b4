import { assertNever } from "@fray/shared-state/assert-never";
import { hasTeams, MODE_TITLES } from "@fray/shared-state/match/modes";

import type { Happening } from "../../connection/frame.ts";
import type { Moment } from "../moment.ts";
import type { ICONS } from "../parts/icons.ts";
import { teamTitle } from "../parts/sides.ts";

export interface Announcement {
  readonly icon: keyof typeof ICONS;
  readonly text: string;
  readonly tone: "blue" | "orange" | "good" | "plain";
}

/** What is said about a happening; undefined for what concerns nobody else. */
export function announcementOf(happening: Happening, moment: Moment): Announcement | undefined {
  switch (happening.type) {
    case "pickup":
      return happening.kind === "overdrive" ? overdriveTaken(happening, moment) : undefined;
    case "return":
      return happening.kind === "overdrive"
        ? { icon: "overdrive", text: "Overdrive is back", tone: "good" }
        : undefined;
    case "flag":
      return flagMoved(happening, moment);
    case "hill":
      return happening.what === "moved"
        ? { icon: "hill", text: "The hill has moved", tone: "plain" }
        : hillHeld(happening.team);
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
  const who = me ? "You have" : `${standings.find(taker)?.name ?? "Somebody"} has`;
  return { icon: "overdrive", text: `${who} Overdrive`, tone: "good" };
}

function flagMoved({ what, team, by, byName }: Kind<"flag">, { frame, standings }: Moment): Announcement {
  const { ownTeam } = frame.round;
  const flag =
    ownTeam === 0 ? `the ${teamTitle(team).toLowerCase()} flag` : team === ownTeam ? "your flag" : "their flag";
  const who = by !== 0 && by === standings.own?.id ? "You" : byName;
  const capitalised = flag.charAt(0).toUpperCase() + flag.slice(1);
  const text = {
    taken: `${who} took ${flag}`,
    dropped: `${who} dropped ${flag}`,
    returned: by === 0 ? `${capitalised} is home again` : `${who} returned ${flag}`,
    captured: `${who} captured ${flag}`,
  }[what];
  return { icon: "flag", text, tone: team === 1 ? "blue" : "orange" };
}

function hillHeld(team: number): Announcement | undefined {
  if (team === 0) return undefined;
  return { icon: "hill", text: `${teamTitle(team)} holds the hill`, tone: team === 1 ? "blue" : "orange" };
}

function phaseBegan({ phase, mode }: Kind<"phase">): Announcement | undefined {
  if (phase !== "live") return undefined;
  const goal = hasTeams(mode) ? "for your team" : "every fighter for themselves";
  return { icon: "start", text: `${MODE_TITLES[mode]}: ${goal}`, tone: "plain" };
}
