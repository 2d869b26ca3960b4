import { phaseOf } from "@fray/shared-state/match/modes";
import type { Notice } from "@fray/shared-state/protocol/messages";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";

import type { Rounds } from "../match/rounds.ts";
import { tell } from "../network/messages.ts";
import type { RoomRecording } from "../replays/room-recording.ts";
import type { Departed, Sessions } from "../sessions/sessions.ts";
import { overviewOf, type RoomOverview } from "./overview.ts";

/** The id by which a replay knows the host. */
const HOST = 0;

interface Controlled {
  readonly roomId: string;
  readonly state: ArenaState;
  readonly places: number;
  readonly sessions: Sessions;
  readonly rounds: Rounds;
  readonly kick: (person: Departed) => void;
  readonly recording: Pick<RoomRecording, "command">;
  readonly disconnect: () => void;
}

/** Lets the server's operator control a room. */
export class RoomControl {
  readonly #room: Controlled;

  constructor(room: Controlled) {
    this.#room = room;
  }

  /** Returns what the admin page shows of the room. */
  overview(): RoomOverview {
    const { roomId, state, places, rounds } = this.#room;
    return overviewOf({ roomId, state, maxClients: places, plans: rounds.plans });
  }

  /** Ends the round as if its time were over. During the results it starts the next round. */
  endRound(): void {
    this.#room.recording.command(HOST, "end", 0);
    this.#room.rounds.end();
  }

  /**
   * Starts a round of the rotation at once, by its index. The current round does not count. Returns false when the
   * index does not exist.
   */
  playRound(turn: number): boolean {
    const { rounds } = this.#room;
    if (!rounds.plans[turn]) return false;
    this.#room.recording.command(HOST, "play", turn);
    rounds.play(turn);
    return true;
  }

  /**
   * Removes a session until the next round, by id. Returns false when no present or recently departed member has that
   * id.
   */
  kick(id: number): boolean {
    const { sessions, kick } = this.#room;
    const person = sessions.byId(id) ?? sessions.departed(id);
    if (person) this.#room.recording.command(HOST, "kick", id);
    if (person) kick(person);
    return person !== undefined;
  }

  /** Returns who a member is, by id: one who is present, or who has left a short time ago. */
  memberOf(id: number): { playerId: string; name: string; address: string; bot: boolean } | undefined {
    const { roster, joiner } = this.#room.sessions.byId(id) ?? this.#room.sessions.departed(id) ?? {};
    if (!roster || !joiner) return undefined;
    return { playerId: roster.playerId, name: roster.name, address: joiner.address, bot: roster.bot };
  }

  /** Begins no further round. */
  finish(): void {
    this.#room.rounds.finish();
  }

  /** Disconnects everybody and ends the room. */
  close(): void {
    this.#room.disconnect();
  }

  /** Sends everybody a notice from the server. */
  announce(notice: Notice): void {
    for (const { client } of this.#room.sessions) if (client) tell(client, "notice", notice);
  }

  /** Number of the round that is being played or whose results are shown, if closing the room now would lose it. */
  get contestedRound(): number | undefined {
    const { sessions, state, rounds } = this.#room;
    const isContested = sessions.hasPeople && phaseOf(state.match) !== "warmup" && !rounds.isOver;
    return isContested ? state.match.round : undefined;
  }
}
