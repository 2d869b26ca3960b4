import { MODES } from "@fray/shared-state/match/modes";

import { logger } from "../operations/logger.ts";
import { ArenaRoom } from "./arena-room.ts";

/** Time between two looks at the rooms. What changes meanwhile is told once. */
const LOOK_MS = 500;

/** Tells the matchmaker about the rooms of this process, whenever something about them changes. */
export class Directory {
  readonly #looking = setInterval(() => this.#look(), LOOK_MS).unref();

  stop(): void {
    clearInterval(this.#looking);
  }

  #look(): void {
    for (const room of ArenaRoom.open) advertise(room);
  }
}

/** Keeps up to date what the matchmaker chooses a room by. */
function advertise(room: ArenaRoom): void {
  const { listing } = room.present();
  if (!listing) return;
  const mode = MODES[listing.mode] ?? "ffa";
  const { people } = listing;
  if (room.metadata.mode === mode && room.metadata.people === people) return;
  room
    .setMetadata({ mode, people })
    .catch((error: unknown) => logger.warn({ err: error }, "a room can't be advertised"));
}
