import type { Timer } from "@fray/netcode/core";
import { modeOf } from "@fray/shared-state/match/modes";

import { BUILD } from "../build.ts";
import { answerAsking, publishReport, REPEAT_MS, type Report } from "../directory/reports.ts";
import { rememberPartyRoom } from "../parties/party-rooms.ts";
import type { PeerLog } from "../peer-log.ts";
import { ArenaRoom } from "../rooms/arena-room.ts";
import type { ServerContext } from "../server-context.ts";
import type { LobbyRoom } from "./lobby-room.ts";

/** Interval between checks of the rooms, in ms. Several changes within it are published once. */
const CHECK_MS = 500;

/** Publishes the rooms of one server to lobbies and to the matchmaker when something about them changes. */
export class Directory {
  /** The last published report of each room, as text. */
  readonly #published = new Map<string, string>();
  /** The parties of each room at the last check. */
  readonly #parties = new Map<string, ReadonlySet<string>>();
  readonly #context: ServerContext;
  readonly #checking: Timer;
  readonly #repeating: Timer;
  readonly #stopAnswering = answerAsking(() => this.#check(true));

  constructor(context: ServerContext) {
    const { runtime } = context;
    this.#context = context;
    this.#checking = runtime.setInterval(() => this.#check(), CHECK_MS, { background: true });
    this.#repeating = runtime.setInterval(() => this.#check(true), REPEAT_MS, { background: true });
  }

  stop(): void {
    this.#checking.cancel();
    this.#repeating.cancel();
    this.#stopAnswering();
  }

  /** Publishes what has changed since the last check, or everything. */
  #check(all = false): void {
    const { arenas, lobbies, log } = this.#context;
    const gone = new Set(this.#published.keys());
    for (const room of [...arenas, ...lobbies]) {
      gone.delete(room.roomId);
      try {
        this.#tell(room, all);
      } catch (error) {
        // A room that throws here must not stop the reports of the other rooms.
        log.write("exception", "error", { room: room.roomId, err: error }, "the report of a room has failed");
      }
    }
    for (const roomId of gone) {
      this.#published.delete(roomId);
      this.#parties.delete(roomId);
      publishReport({ where: "gone", roomId });
    }
  }

  /** Lets the matchmakers of all nodes know which parties play in a room. */
  #rememberParties({ roomId, parties }: ArenaRoom, again: boolean): void {
    const known = this.#parties.get(roomId);
    for (const party of parties) {
      if (!again && known?.has(party)) continue;
      rememberPartyRoom(party, roomId).catch((error: unknown) => {
        this.#context.log.write("exception", "warn", { err: error, room: roomId }, "the room of a party is not stored");
      });
    }
    this.#parties.set(roomId, parties);
  }

  #tell(room: ArenaRoom | LobbyRoom, again: boolean): void {
    const report = room.present();
    const text = JSON.stringify(report);
    if (room instanceof ArenaRoom) this.#rememberParties(room, again);
    if (room instanceof ArenaRoom && hasChanged(room)) advertise(room, report, this.#context.log);
    if (!again && this.#published.get(room.roomId) === text) return;
    this.#published.set(room.roomId, text);
    publishReport(report);
    if (room instanceof ArenaRoom) advertise(room, report, this.#context.log);
  }
}

/** Whether the matchmaker has to know something that lobbies don't show. */
const hasChanged = ({ metadata, level, watch }: ArenaRoom): boolean =>
  metadata.level !== level || metadata.watch !== watch;

/** Updates the metadata by which the matchmaker chooses a room. */
function advertise(room: ArenaRoom, report: Report, log: PeerLog): void {
  // Nobody is led into a private room, but it can be watched by those who have its link.
  const { people, name, map } = report.where === "room" ? report.listing : room.metadata;
  const { level, watch } = room;
  const mode = modeOf(room.state.match);
  room.setMetadata({ build: BUILD, mode, people, level, name, map, watch }).catch((error: unknown) => {
    log.write("exception", "warn", { err: error, room: room.roomId }, "a room's matchmaking data can't be updated");
  });
}
