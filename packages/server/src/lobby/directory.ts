import type { Timer } from "@fray/netcode/core";
import { MODES } from "@fray/shared-state/match/modes";

import { BUILD } from "../build.ts";
import { answerAsking, publishReport, REPEAT_MS, type Report } from "../directory/reports.ts";
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
      publishReport({ where: "gone", roomId });
    }
  }

  #tell(room: ArenaRoom | LobbyRoom, again: boolean): void {
    const report = room.present();
    const text = JSON.stringify(report);
    if (room instanceof ArenaRoom && room.metadata.level !== room.level) advertise(room, report, this.#context.log);
    if (!again && this.#published.get(room.roomId) === text) return;
    this.#published.set(room.roomId, text);
    publishReport(report);
    if (room instanceof ArenaRoom) advertise(room, report, this.#context.log);
  }
}

/** Updates the metadata by which the matchmaker chooses a room. */
function advertise(room: ArenaRoom, report: Report, log: PeerLog): void {
  if (report.where !== "room") return;
  const { mode, people, name, map } = report.listing;
  const facts = { build: BUILD, mode: MODES[mode] ?? "ffa", people, level: room.level, name, map };
  room.setMetadata(facts).catch((error: unknown) => {
    log.write("exception", "warn", { err: error, room: room.roomId }, "a room's matchmaking data can't be updated");
  });
}
