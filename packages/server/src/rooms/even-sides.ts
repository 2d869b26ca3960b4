import { hasTeams, modeOf, phaseOf } from "@fray/shared-state/match/modes";
import { membersToMove } from "@fray/shared-state/match/teams";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";

import { FREE_PLACES } from "../hosting/backfill.ts";
import { tell } from "../network/messages.ts";
import type { Session } from "../sessions/session.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Fighting } from "./fighting.ts";

interface Sides {
  readonly state: Pick<ArenaState, "match" | "room">;
  readonly sessions: Sessions;
  readonly fighting: Pick<Fighting, "leave" | "enter">;
  /** Places of the room. */
  readonly places: number;
  /** The round was restored from a failed room: people keep the sides that they had there. */
  readonly isRestored: boolean;
}

/**
 * Lets members change sides when the sides differ by more than the rule of `dealTeams` allows. The host's own bots go at
 * once. Where no bots come to fill the smaller side, people go who wait to respawn. Call it about once a second.
 */
export function evenSides({ state, sessions, fighting, places, isRestored }: Sides): void {
  if (!hasTeams(modeOf(state.match)) || phaseOf(state.match) === "results") return;
  const doBotsCome = state.room.bots > 0 && sessions.size < places - FREE_PLACES;
  const mayPeopleMove = !doBotsCome && !isRestored;
  const mayMove = ({ player, roster }: Session): boolean =>
    player?.alive === false && (roster.backfill || mayPeopleMove);
  const members = Array.from(sessions, ({ roster }) => roster);
  const moved = membersToMove(members, ({ id }) => {
    const session = sessions.byId(id);
    return session !== undefined && mayMove(session);
  });
  for (const { id } of moved) {
    const session = sessions.byId(id);
    if (!session) continue;
    // To enter the fight is to join the side that needs a fighter most.
    fighting.leave(session);
    fighting.enter(session);
    if (session.client && !session.roster.backfill) tell(session.client, "notice", MOVED);
  }
}

const MOVED = { code: "sides", text: "You fight for the other side now, so that both are equally strong." } as const;
