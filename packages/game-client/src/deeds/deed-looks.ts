import type { DeedName } from "@fray/shared-state/simulation/deed";

import type { ClientEvent } from "../connection/frame.ts";
import type { Announcement } from "../objectives/objective.ts";
import { chime, thump, type Recipe } from "../synth/recipe.ts";

export type DeedEvent = Extract<ClientEvent, { readonly type: "deed" }>;

/** Smallest multikill of another fighter that everybody is told of. */
const MULTIKILL_NEWS = 3;

/** One sound for each deed that no objective announces. */
export const DEED_SOUNDS = {
  firstBlood: { level: -15, tones: [...chime("sawtooth", 0.09, 0.5, [293.7, 587.3]), thump(150, 0.3)] },
  multikill: { level: -14, tones: chime("square", 0.07, 0.36, [659.3, 880, 1174.7]) },
  streak: { level: -14, tones: chime("sawtooth", 0.1, 0.6, [523.3, 659.3, 784, 1046.5]) },
  shutdown: { level: -15, tones: [...chime("square", 0.1, 0.5, [784, 392]), thump(120, 0.35)] },
  revenge: { level: -16, tones: chime("triangle", 0.11, 0.5, [440, 415.3, 659.3]) },
  flagDefence: { level: -16, tones: chime("triangle", 0.09, 0.45, [392, 523.3, 392]) },
  hillDefence: { level: -17, tones: chime("sine", 0.09, 0.45, [440, 659.3]) },
} as const satisfies Partial<Record<DeedName, Recipe>>;
export type DeedSound = keyof typeof DEED_SOUNDS;

/** The sound of a deed that is announced; undefined for all others. */
export function deedSound(event: DeedEvent): DeedSound | undefined {
  const { deed } = event;
  if (deed === "capture" || deed === "flagReturn" || deed === "hillTaken") return undefined;
  return deedText(event) === undefined ? undefined : deed;
}

/** The announcement of a deed; undefined for one that an objective announces, or that concerns others only. */
export function announceDeed(event: DeedEvent): Announcement | undefined {
  const text = deedText(event);
  return text === undefined ? undefined : { icon: "deed", text, tone: event.mine ? "good" : "plain" };
}

function deedText({ deed, byName, victimName, count, mine, onMe }: DeedEvent): string | undefined {
  const told = (text: string): string => (mine ? text : `${byName}: ${text.toLowerCase()}`);
  switch (deed) {
    case "firstBlood":
      return told("First blood");
    case "multikill":
      if (!mine && count < MULTIKILL_NEWS) return undefined;
      return told(count === 2 ? "Double kill" : count === 3 ? "Triple kill" : `Multikill: ${count}`);
    case "streak":
      return told(`${count} kills without a death`);
    case "shutdown":
      if (onMe) return `${byName} ended your streak of ${count}`;
      return mine ? `You ended ${victimName}’s streak of ${count}` : `${byName} ended ${victimName}’s streak`;
    case "revenge":
      if (mine) return `Revenge on ${victimName}`;
      return onMe ? `${byName} took revenge` : undefined;
    case "flagDefence":
      return mine ? "You stopped the flag’s carrier" : undefined;
    case "hillDefence":
      return mine ? "You defended the hill" : undefined;
    case "capture":
    case "flagReturn":
    case "hillTaken":
      return undefined;
  }
}
