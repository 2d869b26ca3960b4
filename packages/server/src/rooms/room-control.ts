import { phaseOf } from "@fray/shared-state/match/modes";
import type { Notice } from "@fray/shared-state/protocol/messages";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";

import type { Rounds } from "../match/rounds.ts";
import { tell } from "../network/messages.ts";
import type { Departed, Sessions } from "../sessions/sessions.ts";
import { overviewOf, type RoomOverview } from "./overview.ts";

interface Controlled {
  readonly roomId: string;
  readonly state: ArenaState;
  readonly places: number;
  readonly sessions: Sessions;
  readonly rounds: Rounds;
  readonly kick: (person: Departed) => void;
  readonly disconnect: () => void;
}

/** A room in the hands of who is in charge of the server. */
export class RoomControl {
  readonly #room: Controlled;

  constructor(room: Controlled) {
    this.#room = room;
  }

  /** What they see of it. */
  overview(): RoomOverview {
    const { roomId, state, places, rounds } = this.#room;
    return overviewOf({ roomId, state, maxClients: places, plans: rounds.plans });
  }

  /** Ends the round as if its time were over, or goes on from its results. */
  endRound(): void {
    this.#room.rounds.end();
  }

  /** Begins a round of the rotation at once, by its place in it; the present one counts for nothing. False for no such place. */
  playRound(turn: number): boolean {
    const { rounds } = this.#room;
    if (!rounds.plans[turn]) return false;
    rounds.play(turn);
    return true;
  }

  /** Sends somebody away until the next round, by id. False when nobody of that id is there or has just left. */
  kick(id: number): boolean {
    const { sessions, kick } = this.#room;
    const person = sessions.byId(id) ?? sessions.departed(id);
    if (person) kick(person);
    return person !== undefined;
  }

  /** Sends everybody away and ends the room. */
  close(): void {
    this.#room.disconnect();
  }

  /** Tells everybody something from the server. */
  announce(notice: Notice): void {
    for (const { client } of this.#room.sessions) if (client) tell(client, "notice", notice);
  }

  /** Number of the round that people are in the middle of or see the results of, so that something would be lost now. */
  get contestedRound(): number | undefined {
    const { sessions, state } = this.#room;
    return sessions.hasPeople && phaseOf(state.match) !== "warmup" ? state.match.round : undefined;
  }
}
