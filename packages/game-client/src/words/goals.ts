import type { Mode } from "@fray/shared-state/match/modes";

import type { ICONS } from "../icons/icons.ts";
import { teamTitle } from "./sides.ts";

export interface Goal {
  readonly icon: keyof typeof ICONS;
  readonly text: string;
}

interface Played {
  readonly mode: Mode;
  /** The player's team; 0 without teams. */
  readonly ownTeam: number;
  /** Score that ends the round; 0 if only time does. */
  readonly scoreLimit: number;
}

/** What a player has to do in a mode, in one line. */
export function goalOf({ mode, ownTeam, scoreLimit }: Played): Goal {
  const enemy = teamTitle(3 - ownTeam);
  const first = scoreLimit > 0 ? `first to ${scoreLimit} wins` : "";
  switch (mode) {
    case "ffa":
      return { icon: "target", text: `Kill anybody: ${first || "most kills win"}` };
    case "tdm":
      return { icon: "target", text: `Kill ${enemy}: ${first || "most kills win"}` };
    case "ctf":
      return { icon: "flag", text: `Carry ${enemy}’s flag to your own${first && `: ${first}`}` };
    case "hill":
      return { icon: "hill", text: `Hold the ring alone${first && `: ${first}`}` };
  }
}
