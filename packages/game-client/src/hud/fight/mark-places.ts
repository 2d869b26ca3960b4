import { hasTeams } from "@fray/shared-state/match/modes";

import type { Point } from "../../connection/frame.ts";
import type { HudInput } from "../hud-input.ts";
import type { Moment, Part } from "../moment.ts";

/** Marks the place that the player points at for the own team, when they ask for it. */
export class MarkPlaces implements Part {
  readonly #input: HudInput;

  constructor(input: HudInput) {
    this.#input = input;
  }

  update({ frame, game, pointed }: Moment): void {
    const isAsked = this.#input.takeMark();
    if (!isAsked || !pointed || !canMark({ frame })) return;
    const { width, height } = game.arena;
    game.mark(within(pointed, width, height));
  }

  dispose(): void {}
}

/** Whether the player has a team to mark places for. */
export const canMark = ({ frame: { round, self } }: Pick<Moment, "frame">): boolean =>
  self !== undefined && hasTeams(round.mode) && round.phase !== "results";

/** The crosshair may be beyond the edge of the map. */
const within = ({ x, y }: Point, width: number, height: number): Point => ({
  x: Math.min(width, Math.max(0, x)),
  y: Math.min(height, Math.max(0, y)),
});
