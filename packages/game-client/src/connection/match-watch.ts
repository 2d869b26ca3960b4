import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { modeOf, phaseOf, type Flag } from "@fray/shared-state/schema/match-state";

import type { Happening } from "./frame.ts";

/** Who returns a flag touches it: with some room, as far as a dash carries within a tick. */
const RETURN_REACH_U = 2;

type FlagHappening = Extract<Happening, { type: "flag" }>;
type FlagState = Pick<Flag, "team" | "x" | "y" | "carrier" | "home">;

/** The part of a round whose changes are worth telling. */
interface RoundState {
  readonly map: string;
  readonly round: number;
  readonly phase: number;
  readonly scores: readonly number[];
  readonly flags: readonly FlagState[];
  readonly hill: { readonly x: number; readonly y: number; readonly team: number };
}

interface Surroundings {
  readonly state: ArenaState;
  readonly happenings: Happening[];
  nameOf(id: number): string;
}

/** Turns changes in the state of the round into what happened. */
export class MatchWatch {
  readonly #around: Surroundings;
  #before: RoundState;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#before = roundOf(around.state);
  }

  /** Takes in a patch. True when what lay and flew about is gone with it: another phase or another round has begun. */
  receive(): boolean {
    const { state, happenings } = this.#around;
    const { match } = state;
    const before = this.#before;
    const now = roundOf(state);
    this.#before = now;
    const isNewRound = now.round !== before.round || now.map !== before.map;
    const isNewPhase = now.phase !== before.phase;
    if (isNewPhase) happenings.push({ type: "phase", phase: phaseOf(match), mode: modeOf(match) });
    // Where a round begins everything is put in its place; where it ends it stays, and what ended it may be a capture.
    if (isNewRound || (isNewPhase && phaseOf(match) === "live")) return true;
    this.#compareFlags(before, now);
    this.#compareHills(before.hill, now.hill);
    return isNewPhase;
  }

  #compareFlags(before: RoundState, now: RoundState): void {
    for (const [index, flag] of now.flags.entries()) {
      const was = before.flags[index];
      if (!was || was.team !== flag.team) continue;
      const change = this.#changeOf(was, flag, hasScored(before, now, flag.team));
      if (!change) continue;
      const { what, by, at } = change;
      const { x, y } = at;
      this.#around.happenings.push({
        type: "flag",
        what,
        team: flag.team,
        by,
        byName: by === 0 ? "" : this.#around.nameOf(by),
        at: { x, y },
      });
    }
  }

  #changeOf(
    was: FlagState,
    is: FlagState,
    othersScored: boolean,
  ): { what: FlagHappening["what"]; by: number; at: FlagState } | undefined {
    if (is.carrier !== was.carrier && is.carrier !== 0) return { what: "taken", by: is.carrier, at: was };
    if (is.home && !was.home) {
      if (was.carrier !== 0 && othersScored) return { what: "captured", by: was.carrier, at: was };
      return { what: "returned", by: this.#returnerOf(was), at: was };
    }
    if (was.carrier !== 0 && is.carrier === 0) return { what: "dropped", by: was.carrier, at: is };
    return undefined;
  }

  /** The state does not say who touched a flag of their own team, but it says who stood there, as far as one can see. */
  #returnerOf({ team, x, y }: FlagState): number {
    for (const player of this.#around.state.players.values()) {
      if (player.team === team && player.alive && Math.hypot(player.x - x, player.y - y) < RETURN_REACH_U)
        return player.id;
    }
    return 0;
  }

  #compareHills(before: RoundState["hill"], now: RoundState["hill"]): void {
    const { happenings } = this.#around;
    if (now.x !== before.x || now.y !== before.y) happenings.push({ type: "hill", what: "moved", team: now.team });
    else if (now.team !== before.team && now.team !== 0)
      happenings.push({ type: "hill", what: "held", team: now.team });
  }
}

/** Whether the other team than the flag's has more than before. */
const hasScored = (before: RoundState, now: RoundState, flagTeam: number): boolean => {
  const index = 2 - flagTeam;
  return (now.scores[index] ?? 0) > (before.scores[index] ?? 0);
};

const roundOf = ({ map, match: { round, phase, scores, flags, hill } }: ArenaState): RoundState => ({
  map,
  round,
  phase,
  scores: [...scores],
  flags: flags.map(({ team, x, y, carrier, home }) => ({ team, x, y, carrier, home })),
  hill: { x: hill.x, y: hill.y, team: hill.team },
});
